using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hermetic.Assistant;
using Hermetic.Assistant.Language;
using Hermetic.Server.Facts;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Server.Verbs;

/// <summary><c>understand</c>: how a message is understood; with <c>--json</c> a line in, a line out.</summary>
internal static class UnderstandVerb
{
    internal static Command Create()
    {
        var text = new Argument<string?>("TEXT") { Arity = ArgumentArity.ZeroOrOne, Description = "The message." };
        var json = new Option<bool>("--json") { Description = "Reads and writes JSON lines." };
        var command = new Command("understand", "Shows how a message is understood.") { text, json };
        command.SetAction((parsed, cancel) => parsed.GetValue(text) is { } message
            ? Task.FromResult(One(message, parsed.GetValue(json)))
            : StreamAsync(cancel));
        return command;
    }

    private static int One(string message, bool json)
    {
        var line = Understand(new EmbeddedBrain(), Encoding.UTF8.GetBytes(message), Now(Zone()));
        if (json)
        {
            Terminal.Out.Write(line);
            return 0;
        }
        var read = JsonDocument.Parse(line).RootElement;
        var asked = read.GetProperty("asked").GetBoolean() ? ", but would ask back" : "";
        Terminal.Say($"{read.GetProperty("intent").GetString()} ({read.GetProperty("confidence").GetDouble():P0} sure{asked})");
        foreach (var time in read.GetProperty("pred").EnumerateArray())
            Terminal.Say($"  {time.GetProperty("start").GetString()} to {time.GetProperty("end").GetString()}");
        return 0;
    }

    private static async Task<int> StreamAsync(CancellationToken cancel)
    {
        var (brain, zone) = (new EmbeddedBrain(), Zone());
        using var lines = new StreamReader(Terminal.In);
        for (var number = 1; await lines.ReadLineAsync(cancel) is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            try
            {
                await Terminal.Out.WriteAsync(Answer(brain, line, zone), cancel);
                await Terminal.Out.FlushAsync(cancel);
            }
            catch (Exception wrong) when (wrong is JsonException or UnparsableValueException or KeyNotFoundException
                or InvalidOperationException or NodaTime.TimeZones.DateTimeZoneNotFoundException)
            {
                return Terminal.Fail($"""Line {number} is not {"{"}"text", "lang"?, "ref"?, "zone"?{"}"}: {wrong.GetType().Name}.""");
            }
        }
        return 0;
    }

    private static byte[] Answer(EmbeddedBrain brain, string line, DateTimeZone usual)
    {
        using var request = JsonDocument.Parse(line);
        var root = request.RootElement;
        var zone = root.TryGetProperty("zone", out var name)
            ? DateTimeZoneProviders.Tzdb[name.GetString()!]
            : usual;
        var reference = root.TryGetProperty("ref", out var given)
            ? LocalDateTimePattern.ExtendedIso.Parse(given.GetString()!).Value
            : Now(zone);
        return Understand(brain, Encoding.UTF8.GetBytes(root.GetProperty("text").GetString()!), reference);
    }

    private static byte[] Understand(EmbeddedBrain brain, byte[] message, LocalDateTime reference)
    {
        var begun = Stopwatch.GetTimestamp();
        var understood = brain.Understand(message, reference);
        var microseconds = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
            UnderstandingJson.Write(json, understood, microseconds);
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Of the configured business: "at three" is three o'clock where it is.</summary>
    private static DateTimeZone Zone() =>
        BusinessSettings.ReadLeniently(new SettingsSource(Settings.Sources())).Business.Zone;

    private static LocalDateTime Now(DateTimeZone zone) =>
        Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InZone(zone).LocalDateTime;
}
