// expect CS0029
using Hermetic.Assistant;

internal static class Misuse
{
    public static Utterance Read(TurnInput input) => input.Said;
}
