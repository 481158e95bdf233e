using System.Diagnostics;
using System.Text;
using Hermetic.Assistant.Language;
using Hermetic.Testing;
using NodaTime;

namespace Hermetic.Assistant.Tests.Language;

public sealed class IntentTests(ITestOutputHelper output)
{
    private static readonly LocalDateTime Reference = new(2026, 11, 18, 10, 15);

    [Fact]
    public void Held_out()
    {
        var clock = Stopwatch.StartNew();
        var brain = new EmbeddedBrain();
        output.WriteLine($"start {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        brain = new EmbeddedBrain();
        output.WriteLine($"second start {clock.ElapsedMilliseconds} ms");
        var (n, ok, act, actOk, ask, askOk) = (0, 0, 0, 0, 0, 0);
        foreach (var line in File.ReadLines(Repository.Vector("language/intents.en.tsv")))
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            foreach (var u in cells[1].Split('|'))
            {
                var got = brain.Understand(Encoding.UTF8.GetBytes(u), Reference);
                var right = IntentNames.FromWire(cells[0]) == got.Intent;
                n++;
                if (right) ok++;
                if (got.Confidence >= 0.7) { act++; if (right) actOk++; }
                else if (got.Confidence >= 0.4) { ask++; if (right) askOk++; }
                if (!right) output.WriteLine($"{cells[0]}: {u} => {IntentNames.ToWire(got.Intent)} {got.Confidence:F2} {got.Safety}");
            }
        }
        output.WriteLine($"{ok}/{n}; act {actOk}/{act}; ask {askOk}/{ask}");
    }
}
