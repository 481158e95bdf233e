using System.Diagnostics.CodeAnalysis;
using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>
/// Stands between a plan and its effects. Whoever made the plan is not trusted; the labels are.
/// </summary>
public static class PlanPolicy
{
    /// <summary>All or nothing: one call that its sink does not accept refuses the whole plan.</summary>
    /// <param name="audience">The person whose conversation this is.</param>
    public static bool TryRelease(
        TurnPlan plan,
        SubjectId audience,
        [NotNullWhen(true)] out ReleasedPlan? released,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = plan.Calls.Select(call => Check(call, audience)).FirstOrDefault(found => found is not null);
        released = refusal is null ? new(plan.Calls, plan.Next, audience) : null;
        return refusal is null;
    }

    private static Refusal? Check(PlannedCall call, SubjectId audience) => Sinks.Of(call, audience) switch
    {
        null => new("none", call.Label.Integrity),
        { } sink when Sinks.Accepts(sink, call.Label) => null,
        { } sink => new(sink.Name, call.Label.Integrity),
    };
}

/// <summary>
/// A plan that may be carried out, for this person. Only <see cref="PlanPolicy"/> makes one.
/// </summary>
public sealed class ReleasedPlan
{
    internal ReleasedPlan(IReadOnlyList<PlannedCall> calls, DialogueState next, SubjectId audience) =>
        (Calls, Next, Audience) = ([.. calls], next, audience);

    public IReadOnlyList<PlannedCall> Calls { get; }

    public DialogueState Next { get; }

    public SubjectId Audience { get; }
}

/// <summary>Why a plan was refused: for the ledger, without content.</summary>
/// <param name="Sink">
/// The name of the sink that did not accept; <c>none</c> when there is no such sink.
/// </param>
public sealed record Refusal(string Sink, Integrity Offered);
