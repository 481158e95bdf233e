using System.Text.Json;
using Hermetic.Simulator;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>
/// The service against the simulator at its worst: duplicates, shuffled batches, cut connections, sends without an
/// answer, refusals, statuses early, late, backwards and missing.
/// </summary>
public sealed class HostileWireTests
{
    private const int Messages = 6;

    private static readonly IReadOnlyList<SimulatedPerson> _people =
    [
        .. Enumerable.Range(0, 20).Select(i => new SimulatedPerson(
            $"Person {i}", $"4915000001{i:D2}", $"DE.3{i:D19}")),
    ];

    [Theory]
    [InlineData(7)]
    [InlineData(2026)]
    public async Task Nothing_is_lost_doubled_or_out_of_order_and_what_nobody_knows_is_parked(int seed)
    {
        await using var service = await StartAsync(
            options => (options with { People = _people, Seed = seed }).With(SimulatorProfile.Hostile),
            ("WhatsApp:UnknownOutcomeSeconds", "5"));

        await Task.WhenAll(_people.Select(person => WriteAsync(service, person)));
        foreach (var person in _people)
            await UntilAsync(() => IsSettled(service), $"the end of every send, {person.Name} among them");

        var conversations = service.Database.Read(Conversations.List);
        Assert.NotEmpty(service.Phones.Refusals);
        Assert.Equal(_people.Count, conversations.Count);
        foreach (var row in conversations)
            Check(await service.ShownAsync(row.Id), service, row);
    }

    /// <summary>The next is written when the service has the one before: then their order is promised.</summary>
    private static async Task WriteAsync(RunningService service, SimulatedPerson person)
    {
        for (var i = 0; i < Messages; i++)
            await service.Phones.SendTextAsync(person, $"#echo {person.Name}: {i}");
    }

    private static bool IsSettled(RunningService service) => service.Database.Read(Conversations.List).All(row =>
        row.Arrived == row.Drained
        && service.OutboxRows(row).All(sent => sent.State is not (OutboxState.Queued or OutboxState.Sending)));

    private static void Check(JsonElement shown, RunningService service, ConversationRow row)
    {
        var said = shown.EnumerateArray().Where(one => one.GetProperty("from").GetString() == "person").ToList();
        var answers = shown.EnumerateArray().Where(one => one.GetProperty("from").GetString() == "assistant").ToList();
        var expected = said.Select(one => one.GetProperty("text").GetString()!["#echo ".Length..]).ToList();
        var name = expected[0][..expected[0].IndexOf(':', StringComparison.Ordinal)];

        Assert.Equal(Messages, row.Arrived);
        Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"{name}: {i}"), expected);
        Assert.Equal(expected, answers.Select(one => one.GetProperty("text").GetString()));
        // On the phone each is once and in its order; only what is parked, and shown as that, may be missing.
        var arrived = service.SentTo(_people.Single(person => person.Name == name)).Select(sent => sent.Text!).ToList();
        Assert.Equal(expected.Where(arrived.Contains), arrived);
        Assert.All(
            answers.Where(one => !arrived.Contains(one.GetProperty("text").GetString()!)),
            one => Assert.Equal("parked", one.GetProperty("delivery").GetString()));
    }
}
