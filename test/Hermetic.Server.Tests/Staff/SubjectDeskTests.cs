using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Staff;

/// <summary>A privacy officer answers a person: finds them, says what is held, hands out a copy, erases them.</summary>
public sealed class SubjectDeskTests
{
    private static readonly StaffPeer _officer = new(HasLoggedIn: true, 1000);

    [Theory]
    [InlineData("4915112345678")]
    [InlineData("+49 151 12345678")]
    [InlineData("0049 (151) 1234-5678\n")]
    [InlineData("DE.13491208655302741918")]
    [InlineData("Ana")]
    [InlineData("  aN ")]
    public async Task A_person_is_found_by_what_one_knows_of_them(string asked)
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Ben, "where are you?");

        var found = Assert.Single(await FoundAsync(service, asked));

        Assert.Equal("Ana", found.GetProperty("conversations")[0].GetProperty("name").GetString());
        Assert.Equal("live", found.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_person_is_found_by_the_random_ids_of_theirs()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var row = service.Conversation;

        foreach (var id in new[] { $"{row.Id.Value}", $"{row.Subject.Value:N}" })
            Assert.Equal(row.Subject.Value, Assert.Single(await FoundAsync(service, id)).GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("4915112345670")]
    [InlineData("151 12345678")]
    [InlineData("Zoe")]
    [InlineData("  ")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("8b1c7a3e-5a0f-4f6e-9d53-3f6f3a1c2b4d")]
    public async Task Nobody_is_found_by_what_is_nobodys(string asked)
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");

        Assert.Empty(await FoundAsync(service, asked));
    }

    [Fact]
    public async Task Several_people_of_one_name_are_told_apart()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Ben, "where are you?");

        var found = await FoundAsync(service, "n");

        Assert.Equal(["Ana", "Ben"], found.Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_held_is_shown_by_location_with_its_age_and_its_end()
    {
        await using var service = await StartAsync();
        var question = await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.PressAsync(Ana, question, "Confirm");
        await service.DrainedAsync(2);

        var shown = await ShownAsync(service, service.Conversation.Subject);

        var held = shown.GetProperty("held").EnumerateArray().ToDictionary(
            one => one.GetProperty("location").GetString()!, StringComparer.Ordinal);
        Assert.Equal(2, held["inbox"].GetProperty("rows").GetInt32());
        Assert.Equal(2, held["identifier"].GetProperty("rows").GetInt32());
        Assert.Equal(1, held["appointment"].GetProperty("rows").GetInt32());
        Assert.Equal("appointments", held["appointment"].GetProperty("rule").GetString());
        Assert.False(held["appointment"].TryGetProperty("oldest", out _));
        var (newest, goes) = (Day(held["inbox"], "newest"), Day(held["inbox"], "lastGoes"));
        Assert.Equal(31, goes.DayNumber - newest.DayNumber);
        Assert.False(held.ContainsKey("parked"));
        Assert.False(held.ContainsKey("suppression"));
        Assert.True(shown.GetProperty("recorded").GetInt32() >= 4);
    }

    [Fact]
    public async Task Who_said_stop_has_it_shown_and_who_looked_is_counted_and_on_record()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Ana, "stop");
        var person = service.Conversation.Subject;
        await service.ShownAsync();
        await ShownAsync(service, person);

        var shown = await ShownAsync(service, person);

        Assert.Contains(
            shown.GetProperty("held").EnumerateArray(), one => one.GetProperty("location").ValueEquals("suppression"));
        Assert.Equal(3, shown.GetProperty("looks").GetProperty("hours").GetArrayLength());
        var acts = shown.GetProperty("record").EnumerateArray().Select(act => act.GetProperty("action").GetString()).ToList();
        Assert.Equal(2, acts.Count(act => act == "subject.show"));
        Assert.Equal(1, acts.Count(act => act == "conversation.read"));
    }

    [Fact]
    public async Task Of_nobody_nothing_is_shown_copied_or_erased()
    {
        await using var service = await StartAsync();
        var desk = service.Parts.GetRequiredService<SubjectDesk>();
        using var content = new MemoryStream();
        await using var json = new Utf8JsonWriter(content);

        Assert.False(await desk.ShowAsync(_officer.Caller, SubjectId.New(), json, default));
        Assert.False(await desk.CopyAsync(_officer.Caller, SubjectId.New(), _ => ValueTask.CompletedTask, default));
        Assert.False(await service.Parts.GetRequiredService<ErasureDesk>().EraseAsync(
            _officer, SubjectId.New(), ErasureReason.Request, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Without_a_reason_nobody_is_erased()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");

        Assert.False(await service.Parts.GetRequiredService<ErasureDesk>().EraseAsync(
            _officer, service.Conversation.Subject, ErasureReason.None, _ => Task.CompletedTask));

        Assert.NotNull(service.Conversation.Person);
    }

    [Fact]
    public async Task An_erasure_is_done_step_by_step_and_who_did_it_why_is_on_record()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Ben, "where are you?");
        var person = Assert.Single(await FoundAsync(service, "Ana")).GetProperty("id").GetGuid();
        var steps = new List<string>();

        var erased = await service.Parts.GetRequiredService<ErasureDesk>().EraseAsync(
            _officer, SubjectId.From(person), ErasureReason.Objection, step =>
            {
                steps.Add(step.Name);
                return Task.CompletedTask;
            });

        Assert.True(erased);
        Assert.Equal(["fenced", "destroyed", "certified"], steps);
        Assert.Empty(await FoundAsync(service, "4915112345678"));
        Assert.Single(await FoundAsync(service, "Ben"));
        var acts = new PersonLedger(service.Database, key: null, SubjectId.From(person)).Acts()
            .Select(act => (act.Action, Actor: act.Actor.Split(':')[0])).ToList();
        Assert.Contains(("subject.erase-reason.objection", "staff"), acts);
        Assert.Contains(("subject.erase", "staff"), acts);
        Assert.Contains(("subject.erasure-certified", "service"), acts);
    }

    [Fact]
    public async Task The_copy_is_the_persons_own_and_its_making_is_in_it()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        using var content = new MemoryStream();

        Assert.True(await service.Parts.GetRequiredService<SubjectDesk>().CopyAsync(
            _officer.Caller, service.Conversation.Subject, piece => content.WriteAsync(piece), default));

        using var zip = new ZipArchive(content);
        Assert.Equal(
            ["data.html", "data.json", "manifest.txt", "vkey"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        using var data = zip.GetEntry("data.json")!.Open();
        var json = JsonDocument.Parse(data).RootElement;
        Assert.Contains(json.GetProperty("record").EnumerateArray(), act =>
            act.GetProperty("action").ValueEquals("subject.export") && act.GetProperty("actor").GetString()!.StartsWith("staff:", StringComparison.Ordinal));
        Assert.Equal(1, json.GetProperty("person").GetProperty("opened").GetArrayLength());
        Assert.Contains(json.GetProperty("record").EnumerateArray(), act => act.TryGetProperty("at", out _));
    }

    private static string? Name(JsonElement person) =>
        person.GetProperty("conversations")[0].GetProperty("name").GetString();

    private static DateOnly Day(JsonElement one, string name) => DateOnly.ParseExact(
        one.GetProperty(name).GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<JsonElement>> FoundAsync(RunningService service, string asked) =>
        [.. (await WrittenAsync(json => service.Parts.GetRequiredService<SubjectDesk>().FindAsync(
            _officer.Caller, Encoding.UTF8.GetBytes(asked), json, default))).EnumerateArray()];

    private static Task<JsonElement> ShownAsync(RunningService service, SubjectId person) => WrittenAsync(async json =>
        Assert.True(await service.Parts.GetRequiredService<SubjectDesk>().ShowAsync(_officer.Caller, person, json, default)));

    private static async Task<JsonElement> WrittenAsync(Func<Utf8JsonWriter, Task> write)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await write(json);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }
}
