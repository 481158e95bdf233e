namespace Hermetic.WhatsApp;

/// <summary>Why an element of a webhook was set aside instead of typed. Nothing is dropped.</summary>
public enum ParkReason
{
    /// <summary>An object where an array belongs, a missing member, a value of another JSON type.</summary>
    UnexpectedShape = 0,

    /// <summary>A message of a type that is not typed, or without a type.</summary>
    UnknownMessageType,

    /// <summary>A status outside sent, delivered, read, played, failed, or of a call or payment.</summary>
    UnknownStatus,

    /// <summary>A change of a field other than <c>messages</c>, or an element inside one.</summary>
    UnknownField,

    /// <summary>A message that the business itself sent with its phone app.</summary>
    Echo,

    /// <summary>The value carried errors and no messages.</summary>
    ValueErrors,

    /// <summary>A message that names nobody as its sender.</summary>
    NoSender,

    /// <summary>A sender that is neither a phone number nor a business-scoped user id, or two that
    /// differ.</summary>
    MalformedSender,

    /// <summary>A message or status without an id: it could not be told from its own redelivery.</summary>
    NoMessageId,

    /// <summary>A message or status that does not say which of the business's numbers it is about.</summary>
    NoPhoneNumberId,

    /// <summary>Nesting inside the element is deeper than 64.</summary>
    TooDeep,
}
