// expect CS0029
using Hermetic.Assistant;

internal static class Misuse
{
    public static ReleasedPlan Taken(TurnPlan plan) => plan;
}
