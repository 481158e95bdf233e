using System.Globalization;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>Synthetic monitoring: <c>#echo TEXT</c> from a configured number, and from nobody else.</summary>
internal static class Probe
{
    private static ReadOnlySpan<byte> Command => "#echo "u8;

    /// <summary>What is to be echoed; empty for every ordinary message.</summary>
    internal static ReadOnlyMemory<byte> Read(OpenTurn turn, Settings settings)
    {
        if (turn.Content is not TextMessage
            || turn.Message.Sender.PhoneNumber is null
            || !turn.Text.Span.StartsWith(Command)
            || !ulong.TryParse(turn.Card.Address.Span[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return ReadOnlyMemory<byte>.Empty;
        return settings.ProbeSenders.Any(range => range.Contains(number))
            ? turn.Text[Command.Length..]
            : ReadOnlyMemory<byte>.Empty;
    }
}
