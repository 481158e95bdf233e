using System.CommandLine;
using System.Text;
using Hermetic.Assistant.Language;
using Hermetic.Server.Facts;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>check-business</c>: whether a business folder can be used, what the assistant understands from it, and what it
/// would answer. Needs no keys, no data and no network.
/// </summary>
internal static class CheckBusinessVerb
{
    /// <summary>Exit code: there is no such folder.</summary>
    internal const int NoFolder = 2;

    internal static Command Create()
    {
        var folder = new Argument<string?>("DIR")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The folder; else the one of the setting Business; else the built-in sample.",
        };
        var ask = new Option<string[]>("--ask")
        {
            HelpName = "TEXT", Description = "Asks this instead of what stands in questions.txt.",
        };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("check-business", """
            Reads a business folder as the service would, names every problem, shows what was understood,
            and answers the questions of questions.txt. Changes nothing; asks no network.
            Ends with 0 when the folder can be used, 1 with problems, and 2 when it is not there.
            Example: ./hermetic check-business business/hair-salon --ask "where can I park?"
            """) { folder, ask, json };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(folder), parsed.GetValue(ask) ?? [], parsed.GetValue(json), Terminal.Screen, TimeProvider.System, cancel));
        return command;
    }

    internal static async Task<int> RunAsync(
        string? path, IReadOnlyList<string> asked, bool json, IAnsiConsole screen, TimeProvider clock, CancellationToken cancel)
    {
        path ??= BusinessSettings.Folder(Settings.Sources());
        if (path is not null && !Directory.Exists(path))
            return Missing(path);
        var reading = path is null
            ? BusinessFolder.Read(Assistant.SampleBusiness.HairSalonFiles)
            : new BusinessFolder(Path.GetFullPath(path)).Read();
        var rehearsed = new List<Rehearsed>();
        if (reading.Said.Business is { } business)
        {
            var rehearsal = new Rehearsal(business, EmbeddedBrain.Shared, clock);
            IEnumerable<ReadOnlyMemory<byte>> own = [.. asked.Select(text => Encoding.UTF8.GetBytes(text))];
            foreach (var question in asked.Count > 0 ? own : reading.Said.Questions)
                rehearsed.Add(await rehearsal.AskAsync(question, cancel));
        }
        var report = new BusinessReport(path ?? "the built-in sample", reading, rehearsed);
        if (json)
            screen.Profile.Out.Writer.WriteLine(report.Json());
        else
            report.Print(screen, asked.Count > 0, clock);
        return reading.Said.Problems.Count == 0 ? 0 : 1;
    }

    private static int Missing(string path)
    {
        Terminal.Fail($"There is no folder {path}. Copy a sample and make it yours: cp -r business/hair-salon my-business");
        return NoFolder;
    }
}
