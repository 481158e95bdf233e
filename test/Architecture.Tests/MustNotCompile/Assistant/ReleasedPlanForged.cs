// expect CS1729
using Hermetic.Assistant;
using Hermetic.Domain;

internal static class Misuse
{
    public static ReleasedPlan Forged(TurnPlan plan, SubjectId person) => new(plan.Calls, plan.Next, person);
}
