using Hermetic.Simulator.Graph;
using Hermetic.Simulator.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Control;

/// <summary>
/// What goes wrong: with sends, with their statuses, with the delivery of webhooks, with the token.
/// </summary>
internal sealed class TroubleEndpoints(CloudApiSimulator simulator, SimulatedPeople people)
{
    private const int MostFaults = 10_000;
    private const double LongestSeconds = 30 * 24 * 3600;

    public void Map(WebApplication host)
    {
        host.MapPost("/simulator/faults", OrderAsync);
        host.MapPut("/simulator/sends", SetSendsAsync);
        host.MapPut("/simulator/statuses", SetStatusesAsync);
        host.MapPut("/simulator/deliveries", SetDeliveriesAsync);
        host.MapPut("/simulator/token", SetTokenAsync);
    }

    private async Task OrderAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.FaultOrder) is { } order
            && order.Count is null or (> 0 and <= MostFaults) && Fault(order) is { } fault
            && order.Person is null or >= 0 && order.Person < people.All.Count)
        {
            simulator.FailNext(fault, order.Count ?? 1, order.Person is { } only ? people.All[only] : null);
            await DoneAsync(http);
            return;
        }
        await Exchange.FailAsync(
            http, 400, "Send JSON: {\"fault\": \"refuse\" or \"fail-later\" with \"code\", \"cut-before\", " +
            "\"cut-after\", or \"slow\" with \"seconds\"} and, as you like, \"count\", \"httpStatus\", \"person\".");
    }

    private static GraphFault? Fault(FaultOrder order) => order switch
    {
        { Fault: "refuse", Code: { } code, HttpStatus: null } => GraphFault.OfCode(code),
        { Fault: "refuse", Code: { } code, HttpStatus: >= 400 and <= 599 } =>
            new GraphFault.Refuse(order.HttpStatus.Value, code),
        { Fault: "fail-later", Code: { } code } => new GraphFault.FailLater(code),
        { Fault: "cut-before" } => new GraphFault.CutBeforeAccepting(),
        { Fault: "cut-after" } => new GraphFault.CutAfterAccepting(),
        { Fault: "slow", Seconds: >= 0 and <= LongestSeconds } =>
            new GraphFault.Slow(TimeSpan.FromSeconds(order.Seconds.Value)),
        _ => null,
    };

    private async Task SetSendsAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.SendShares) is { } shares
            && AreShares(shares.CutAfter, shares.CutBefore, shares.Slow, shares.Refuse)
            && shares.Seconds is >= 0 and <= LongestSeconds && (shares.Refuse == 0 || shares.Code > 0))
        {
            simulator.SendTrouble = new([
                (shares.CutAfter, new GraphFault.CutAfterAccepting()),
                (shares.CutBefore, new GraphFault.CutBeforeAccepting()),
                (shares.Slow, new GraphFault.Slow(TimeSpan.FromSeconds(shares.Seconds))),
                (shares.Refuse, GraphFault.OfCode(shares.Code))]);
            await DoneAsync(http);
            return;
        }
        await Exchange.FailAsync(
            http, 400, "Send JSON with shares from 0 to 1, together at most 1: \"cutAfter\", \"cutBefore\", " +
            "\"slow\" with \"seconds\", \"refuse\" with \"code\".");
    }

    private async Task SetStatusesAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.StatusOrder) is { } order
            && Plan(order) is { } plan)
        {
            simulator.Statuses = plan;
            await DoneAsync(http);
            return;
        }
        await Exchange.FailAsync(
            http, 400, "Send JSON: {\"plan\": \"ladder\", \"none\", \"without-delivered\", \"early\", " +
            "\"backwards\", \"delayed\" with \"seconds\", or \"failed\" with \"code\"}.");
    }

    private static StatusPlan? Plan(StatusOrder order) => order switch
    {
        { Plan: "ladder" } => StatusPlan.Ladder,
        { Plan: "none" } => StatusPlan.None,
        { Plan: "without-delivered" } => StatusPlan.WithoutDelivered,
        { Plan: "early" } => StatusPlan.Early,
        { Plan: "backwards" } => StatusPlan.Backwards,
        { Plan: "delayed", Seconds: >= 0 and <= LongestSeconds } =>
            StatusPlan.Delayed(TimeSpan.FromSeconds(order.Seconds.Value)),
        { Plan: "failed", Code: { } code } => StatusPlan.Failed(code),
        _ => null,
    };

    private async Task SetDeliveriesAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.DeliveryOrder) is { } order
            && AreShares(order.Duplicate) && AreShares(order.Held) && AreShares(order.CutBefore, order.CutAfter)
            && order.HeldSeconds is >= 0 and <= LongestSeconds
            && order.BatchSeconds is >= 0 and <= LongestSeconds)
        {
            simulator.DeliveryTrouble = new()
            {
                DuplicateShare = order.Duplicate,
                HeldShare = order.Held,
                HeldFor = TimeSpan.FromSeconds(order.HeldSeconds),
                CutBeforeShare = order.CutBefore,
                CutAfterShare = order.CutAfter,
                BatchFor = TimeSpan.FromSeconds(order.BatchSeconds),
                Shuffle = order.Shuffle,
            };
            await DoneAsync(http);
            return;
        }
        await Exchange.FailAsync(
            http, 400, "Send JSON with shares from 0 to 1: \"duplicate\", \"held\" with \"heldSeconds\", " +
            "\"cutBefore\", \"cutAfter\", and \"batchSeconds\", \"shuffle\".");
    }

    private async Task SetTokenAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.TokenOrder) is { Expired: { } expired })
        {
            simulator.TokenExpired = expired;
            await DoneAsync(http);
            return;
        }
        await Exchange.FailAsync(http, 400, "Send JSON: {\"expired\": true or false}.");
    }

    private static bool AreShares(params ReadOnlySpan<double> shares)
    {
        var sum = 0.0;
        foreach (var share in shares)
        {
            if (!(share >= 0))
                return false;
            sum += share;
        }
        return sum <= 1;
    }

    private static Task DoneAsync(HttpContext http) =>
        Exchange.AnswerAsync(http, 200, new(Done: true), ControlJson.Default.DoneView);
}
