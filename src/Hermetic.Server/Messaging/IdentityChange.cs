using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>Who a person was and is, when WhatsApp says that their BSUID or phone number changed.</summary>
internal sealed record IdentityChange(SenderIdentity Before, SenderIdentity After, bool NumberChanged)
{
    /// <summary>Null for every message but the two notices of the system.</summary>
    internal static IdentityChange? Of(InboundMessage message) => message.Content switch
    {
        NumberChange changed => new(message.Sender, changed.NewIdentity, NumberChanged: true),
        UserIdChange { PreviousUserId: { } previous } changed =>
            new(new(previous, message.Sender.PhoneNumber), changed.NewIdentity, NumberChanged: false),
        UserIdChange changed => new(message.Sender, changed.NewIdentity, NumberChanged: false),
        _ => null,
    };
}

internal static class Identities
{
    extension(SenderIdentity identity)
    {
        /// <summary>Every identifier that is given, the BSUID first.</summary>
        internal IEnumerable<(IdentifierKind Kind, JsonText Value)> All()
        {
            if (identity.UserId is { } userId)
                yield return (IdentifierKind.UserId, userId);
            if (identity.PhoneNumber is { } number)
                yield return (IdentifierKind.PhoneNumber, number);
        }
    }

    /// <summary>Whom an answer to this message goes to: a notice of a change names the new number or BSUID.</summary>
    internal static SenderIdentity After(InboundMessage message) =>
        IdentityChange.Of(message) is not { } change ? message.Sender
        : change.NumberChanged ? change.After
        : new(change.After.UserId, change.After.PhoneNumber ?? message.Sender.PhoneNumber);
}
