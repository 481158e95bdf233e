namespace Hermetic.WhatsApp;

/// <summary>How far a sent message came. In rank order up to <see cref="Played"/>: a state never goes
/// back.</summary>
public enum DeliveryState
{
    /// <summary>Handed to Meta, no status yet. Never on the wire.</summary>
    Queued = 0,

    /// <summary>On its way from Meta's servers.</summary>
    Sent,

    /// <summary>On the person's device. May never come when the chat is open.</summary>
    Delivered,

    /// <summary>Read.</summary>
    Read,

    /// <summary>A voice message was played.</summary>
    Played,

    /// <summary>Not delivered; <see cref="MessageStatus.ErrorCodes"/> say why. Never overrides delivered or
    /// read.</summary>
    Failed,
}
