using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// STOP beside something else: as a clause of its own ("I want to die. Stop."), or in capitals as it is
/// advertised. Asked only where the rest of the message must be answered whatever it says.
/// </summary>
internal static class StopBeside
{
    internal static bool IsIn(ReadOnlySpan<byte> utf8, IBrain brain, LocalDateTime now)
    {
        foreach (var clause in utf8.SplitAny(".!?,;:\n"u8))
        {
            if (IsAdvertised(utf8[clause]) || Stops(brain.Understand(utf8[clause], now)))
                return true;
        }
        return false;
    }

    internal static bool Stops(Understanding understood) =>
        understood is { Safety: true, Intent: Intent.StopMessages };

    private static bool IsAdvertised(ReadOnlySpan<byte> clause)
    {
        foreach (var word in clause.Split((byte)' '))
        {
            if (clause[word].SequenceEqual("STOP"u8))
                return true;
        }
        return false;
    }
}
