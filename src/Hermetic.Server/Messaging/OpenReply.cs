using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

/// <summary>
/// The first message of a turn whose commit is durable, as the turn had it in memory: it is sent from here, and only if
/// it has to wait from its row. Wiped on dispose.
/// </summary>
internal sealed class OpenReply(ConversationLease lease, Outgoing message, KeyLease key, PersonCard card, Draft draft)
    : IDisposable
{
    /// <summary>As the turn left it.</summary>
    internal ConversationLease Lease => lease;

    internal Outgoing Message => message;

    internal KeyLease Key => key;

    internal PersonCard Card => card;

    internal ReadOnlyMemory<byte> Content => draft.Memory;

    public void Dispose()
    {
        draft.Dispose();
        card.Dispose();
        key.Dispose();
    }
}

/// <summary>A message on its way out, whatever it says.</summary>
internal readonly record struct Outgoing(MessageId Id, OutboundKind Kind);
