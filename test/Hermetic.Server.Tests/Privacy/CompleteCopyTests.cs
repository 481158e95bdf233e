using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage.Locations;
using Hermetic.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>
/// Something unmistakable is planted in every place that the register of data locations says holds somebody's content;
/// each of them is in the person's copy, and nobody else's is.
/// </summary>
public sealed class CompleteCopyTests
{
    private static readonly string _schema = Path.Combine(Repository.Root, "docs", "schema", "person-copy.schema.json");

    private static readonly SimulatedPerson _mia = new("Mia Plumjam", "4915155566677", "DE.77000011112222333344");
    private static readonly SimulatedPerson _leo = new("Leo Quincecurd", "4915188899900", "DE.88000011112222333344");

    private static readonly byte[] _picture = RandomNumberGenerator.GetBytes(150_000);

    /// <summary>What is planted in each place under the person's key, as it stands in data.json.</summary>
    private static readonly Dictionary<string, string> _planted = new(StringComparer.Ordinal)
    {
        ["identifier.envelope"] = _mia.PhoneNumber!,
        ["conversation.person"] = "\"profileName\": \"Mia Plumjam\"",
        ["conversation.dialogue"] = "the button that",
        ["inbox.envelope"] = "damson-in-distress",
        ["media_chunk.envelope"] = "\"file\": \"files/",
        ["outbox.envelope"] = "greengage-from-the-counter",
        ["appointment.envelope"] = "T15:00:00",
        ["reminder.envelope"] = "\"minutesBefore\": 60",
        ["parked.envelope"] = "mirabelle-hologram",
        ["legal_hold.envelope"] = "medlar-in-court",
    };

    [Fact]
    public void Something_is_planted_in_every_place_that_a_persons_key_seals() => Assert.Equal(
        DataLocations.UnderThePersonsKey.Select(one => $"{one.Location.Table}.{one.Column.Name}").Order(StringComparer.Ordinal),
        _planted.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_canary_is_in_the_copy_and_nobody_elses_is()
    {
        using var business = new Facts.OwnersFolder();
        business.Write("booking.json", """{ "reminderHours": 1 }""");
        await using var service = await StartAsync(
            options => options with { People = [_mia, _leo, Prober] }, ("WhatsApp:Media", "true"), ("Business", business.Path));
        await LiveAsync(service, _leo, "elderberry-of-somebody-else", RandomNumberGenerator.GetBytes(1000), "11am");
        await LiveAsync(service, _mia, "damson-in-distress", _picture, "3pm");

        using var zip = await CopyAsync(service, _mia);

        var json = Text(zip, "data.json");
        Assert.All(_planted, one => Assert.Contains(one.Value, json, StringComparison.Ordinal));
        Assert.Contains(_mia.UserId, json, StringComparison.Ordinal);
        using (var file = Assert.Single(zip.Entries, entry => entry.FullName.StartsWith("files/", StringComparison.Ordinal)).Open())
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            Assert.Equal(_picture, content.ToArray());
        }
        foreach (var text in new[] { json, Text(zip, "data.html") })
        {
            Assert.Contains("damson-in-distress", text, StringComparison.Ordinal);
            Assert.DoesNotContain("elderberry", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Quincecurd", text, StringComparison.Ordinal);
            Assert.DoesNotContain(_leo.PhoneNumber!, text, StringComparison.Ordinal);
            Assert.DoesNotContain(_leo.UserId, text, StringComparison.Ordinal);
        }
        AssertSigned(zip);
        AssertValid(json);
    }

    /// <summary>Writes, sends a file and something unreadable, books, is answered by staff, and leaves a question open.</summary>
    private static async Task LiveAsync(
        RunningService service, SimulatedPerson person, string words, byte[] file, string hour)
    {
        var question = await service.AskAsync(person, $"haircut on {OpenDay.Wednesday} at {hour}");
        await service.PressAsync(person, question, "Confirm");
        await service.AskAsync(person, words);
        var before = service.SentTo(person).Count;
        await service.Phones.SendAsync(person, PersonMessage.Media("image", new MediaFile(file, "image/jpeg")));
        await service.AnswerAsync(person, before);
        var (row, parked) = (
            await FindAsync(service, person), words.Replace("damson-in-distress", "mirabelle-hologram", StringComparison.Ordinal));
        await service.Phones.SendAsync(person, PersonMessage.Of("hologram", $$"""{"body":"{{parked}}"}"""));
        before = service.SentTo(person).Count;
        Assert.True(await service.Parts.GetRequiredService<StaffDesk>().ReplyAsync(StaffDesk.Socket,
            ConversationId.From(row), Encoding.UTF8.GetBytes(person == _mia ? "greengage-from-the-counter" : words), default));
        await service.AnswerAsync(person, before);
        await service.AskAsync(person, "delete my data");
        var id = SubjectId.From((await FoundAsync(service, person)).GetProperty("id").GetGuid());
        Assert.True(await service.Parts.GetRequiredService<HoldDesk>().PlaceAsync(
            new StaffPeer(HasLoggedIn: true, 1000), id, Encoding.UTF8.GetBytes(person == _mia ? "medlar-in-court" : words), default));
    }

    private static async Task<Guid> FindAsync(RunningService service, SimulatedPerson person) =>
        (await FoundAsync(service, person)).GetProperty("conversations")[0].GetProperty("id").GetGuid();

    private static async Task<JsonElement> FoundAsync(RunningService service, SimulatedPerson person)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<SubjectDesk>().FindAsync(
                new StaffPeer(HasLoggedIn: true, 1000).Caller, Encoding.UTF8.GetBytes(person.PhoneNumber!), json, default);
        return Assert.Single(JsonDocument.Parse(content.ToArray()).RootElement.EnumerateArray());
    }

    private static async Task<ZipArchive> CopyAsync(RunningService service, SimulatedPerson person)
    {
        var id = (await FoundAsync(service, person)).GetProperty("id").GetGuid();
        var content = new MemoryStream();
        Assert.True(await service.Parts.GetRequiredService<SubjectDesk>().CopyAsync(
            new StaffPeer(HasLoggedIn: true, 1000).Caller, SubjectId.From(id), piece => content.WriteAsync(piece), default));
        return new ZipArchive(content);
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void AssertSigned(ZipArchive zip)
    {
        var key = NoteVerifier.Parse(Text(zip, CopyManifest.KeyName).Trim());
        var files = zip.Entries
            .Where(entry => entry.FullName is not (CopyManifest.EntryName or CopyManifest.KeyName))
            .Select(entry => (entry.FullName, entry.Open()));
        Assert.True(
            CopyManifest.IsWhole(Encoding.UTF8.GetBytes(Text(zip, CopyManifest.EntryName)), key, files, out var problem), problem);
    }

    /// <summary>By a validator that is not ours.</summary>
    private static void AssertValid(string json)
    {
        const string Program =
            "import json,sys,jsonschema;jsonschema.Draft202012Validator(json.load(open(sys.argv[1])),"
            + "format_checker=jsonschema.FormatChecker()).validate(json.load(open(sys.argv[2])))";
        Assert.SkipWhen(Run("-c", "import jsonschema").Exit != 0, "python3 has no jsonschema package.");
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            var (exit, errors) = Run("-c", Program, _schema, file);
            Assert.True(exit == 0, errors);
            File.WriteAllText(file, json.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
            Assert.NotEqual(0, Run("-c", Program, _schema, file).Exit);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Exit, string Errors) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", arguments)
        {
            UseShellExecute = false, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }

    [Fact]
    public void Every_place_that_the_register_names_is_a_place_of_the_schema()
    {
        var schema = JsonNode.Parse(File.ReadAllText(_schema))!;

        var named = DataLocations.All.SelectMany(location => location.Columns).Select(column => column.Copy).OfType<string>().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, place => Assert.NotEmpty(Find(schema, schema, place.Split('.'))));
        Assert.Empty(Find(schema, schema, new[] { "conversations[]", "messages[]", "thoughts" }));
    }

    private static IEnumerable<JsonNode> Find(JsonNode root, JsonNode at, ReadOnlyMemory<string> path)
    {
        if (at["$ref"]?.GetValue<string>() is { } reference)
            at = root["$defs"]![reference.Split('/')[^1]]!;
        if (path.IsEmpty)
            return [at];
        var step = path.Span[0];
        return (at["oneOf"]?.AsArray().OfType<JsonNode>() ?? [at])
            .Select(one => one["properties"]?[step.TrimEnd(']').TrimEnd('[')])
            .OfType<JsonNode>()
            .Select(one => step.EndsWith(']') ? one["items"]! : one)
            .SelectMany(one => Find(root, one, path[1..]));
    }
}
