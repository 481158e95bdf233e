namespace Hermetic.WhatsApp;

/// <summary>Why an element of a webhook was set aside instead of typed. Nothing is dropped. The numbers are
/// stored: they never change, and stay below 100.</summary>
public enum ParkReason
{
    /// <summary>An object where an array belongs, a missing member, a value of another JSON type.</summary>
    UnexpectedShape = 0,

    /// <summary>A message of a type that is not documented, or without a type.</summary>
    UnknownMessageType = 1,

    /// <summary>A status of a message or call with a word that is not documented.</summary>
    UnknownStatus = 2,

    /// <summary>A change of a field that is not documented, or a message, status or echo inside a change of a
    /// field where it does not belong.</summary>
    UnknownField = 3,

    /// <summary>A message that the business itself sent with its phone app. Not given any more: they are
    /// typed.</summary>
    Echo = 4,

    /// <summary>The value carried errors and no messages. Not given any more: they are typed.</summary>
    ValueErrors = 5,

    /// <summary>A message that names nobody as its sender.</summary>
    NoSender = 6,

    /// <summary>A sender that is neither a phone number nor a business-scoped user id, or two that
    /// differ.</summary>
    MalformedSender = 7,

    /// <summary>A message, status or echo without an id: it could not be told from its own
    /// redelivery.</summary>
    NoMessageId = 8,

    /// <summary>A message, status or echo that does not say which of the business's numbers it is
    /// about.</summary>
    NoPhoneNumberId = 9,

    /// <summary>Nesting inside the element is deeper than 64.</summary>
    TooDeep = 10,

    /// <summary>A message or field of a documented kind that lacks what makes it one, or has it in another
    /// JSON type or out of range.</summary>
    IncompleteContent = 11,

    /// <summary>An echo that names nobody as its recipient.</summary>
    NoRecipient = 12,

    /// <summary>A recipient of an echo that is neither a phone number nor a business-scoped user id, or two
    /// that differ.</summary>
    MalformedRecipient = 13,

    /// <summary>A status of a payment: this product takes none.</summary>
    PaymentStatus = 14,
}
