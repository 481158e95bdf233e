using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hermetic.Simulator;

namespace Hermetic.Server.Demo;

/// <summary>Something that happened while the plug was out.</summary>
/// <param name="Step">
/// <c>asked</c>, <c>held</c>, <c>killed</c>, <c>asked-again</c>, <c>back</c>, <c>settled</c>, <c>answered</c>, or
/// <c>counted</c> with <paramref name="Answers"/>.
/// </param>
/// <param name="Milliseconds">Since the beginning.</param>
/// <param name="ProcessId">Of the service at that moment.</param>
/// <param name="Answers">How often WhatsApp was handed each of the two answers, in order.</param>
internal sealed record PlugMoment(string Step, long Milliseconds, int ProcessId, IReadOnlyList<int>? Answers = null);

/// <summary>
/// Kills the service while an answer is on the wire: WhatsApp has accepted it, the service has not heard so. This is
/// the moment in which a careless service sends twice or never. A second message is written while nobody answers.
/// </summary>
internal sealed class PulledPlug(DemoSite site)
{
    private const string First = "What are your opening hours?";
    private const string Second = "Are you a bot?";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Reports each moment as it happens.</summary>
    /// <param name="person">Who asks: a place on the phone page.</param>
    /// <exception cref="TourException">The assistant gives this person no answer, or the service did not come back.</exception>
    internal async IAsyncEnumerable<PlugMoment> RunAsync(
        int person, [EnumeratorCancellation] CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var who = site.Simulator.People[person];
        var sent = Answers(who).Count;

        // WhatsApp accepts every send at once, and keeps its own answer back for as long as this step takes.
        site.Simulator.SendTrouble = new([(1, new GraphFault.Slow(_patience))]);
        try
        {
            await site.Simulator.SendTextAsync(who, First, cancel);
            yield return Moment("asked");
            await UntilAsync(() => Answers(who).Count > sent, "TOUR-4", NoAnswer(who), cancel);
            yield return Moment("held");
        }
        finally
        {
            site.Simulator.SendTrouble = SendTrouble.None;
        }
        var killed = Moment("killed");
        await foreach (var moment in OutageAsync(who, killed, Moment, cancel))
            yield return moment;

        var first = Answers(who)[sent];
        await UntilAsync(() => site.Staff.IsSettledAsync(first.Wamid, cancel), "TOUR-5", Unsettled, cancel);
        yield return Moment("settled");
        await UntilAsync(() => Answers(who).Count > sent + 1, "TOUR-4", NoAnswer(who), cancel);
        var second = Answers(who)[sent + 1];
        await UntilAsync(() => site.Staff.IsSettledAsync(second.Wamid, cancel), "TOUR-5", Unsettled, cancel);
        yield return Moment("answered");
        yield return Moment("counted") with
        {
            Answers = [.. new[] { first, second }.Select(answer => Answers(who).Skip(sent).Count(one => one.Text == answer.Text))],
        };

        PlugMoment Moment(string step) =>
            new(step, (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds, site.Service.ProcessId);
    }

    private const string Unsettled =
        "The service is back, but has not heard what became of its answer. Nothing is sent twice; look at the log, then try again.";

    private async IAsyncEnumerable<PlugMoment> OutageAsync(
        SimulatedPerson who, PlugMoment killed, Func<string, PlugMoment> moment, [EnumeratorCancellation] CancellationToken cancel)
    {
        PlugMoment? again = null;
        Task? later = null;
        await site.Service.KillAsync(
            () =>
            {
                // WhatsApp keeps it and offers it again until it is taken.
                later = site.Simulator.SendTextAsync(who, Second, CancellationToken.None);
                again = moment("asked-again");
                return Task.CompletedTask;
            },
            cancel);
        yield return killed;
        yield return again!;
        yield return moment("back");
        await later!;
    }

    private static string NoAnswer(SimulatedPerson who) =>
        $"{who.Name} got no answer. Perhaps a person has taken this conversation over, or {who.Name} said STOP: "
        + "release it on the staff page, or write START, then take the step again.";

    private List<SentMessage> Answers(SimulatedPerson who) =>
        [.. site.Simulator.Sent.Where(message => message.Person.UserId == who.UserId && message.Kind != "reaction")];

    private static Task UntilAsync(Func<bool> condition, string code, string otherwise, CancellationToken cancel) =>
        UntilAsync(() => Task.FromResult(condition()), code, otherwise, cancel);

    private static async Task UntilAsync(Func<Task<bool>> condition, string code, string otherwise, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > _patience)
                throw new TourException(code, otherwise);
            await Task.Delay(_pause, TimeProvider.System, cancel);
        }
    }
}
