using System.Globalization;

namespace Hermetic.WhatsApp;

/// <summary>
/// One line about one element, for a person to read: what it is, under which circumstances, when. Never what
/// was said, by whom or to whom: words, numbers of things and times only.
/// </summary>
public static class ElementWords
{
    /// <summary>Such as <c>picture with a caption, forwarded · 2026-11-22 14:05:03 UTC</c>.</summary>
    public static string Of(WebhookElement element) => element switch
    {
        InboundMessage message => Line([ContentWords.Of(message.Content), .. Notes(message)], message.Timestamp),
        MessageEcho echo =>
            Line(["from the phone app", ContentWords.Of(echo.Content), .. Notes(echo.Context)], echo.Timestamp),
        MessageStatus status => Line(Notes(status), status.Timestamp),
        CallStatus call => Line([$"call to a person: {Word(call.State)}"], call.Timestamp),
        ValueErrors errors => Line(["trouble at WhatsApp", .. Errors(errors.ErrorCodes)], at: null),
        FieldUpdate update => Line([.. FieldWords.Of(update), .. Unread(update)], update.Timestamp),
        _ => throw new ArgumentOutOfRangeException(nameof(element)),
    };

    /// <summary>Such as <c>set aside: message:image; it lacks what makes it one</c>.</summary>
    public static string Of(ParkedElement parked)
    {
        ArgumentNullException.ThrowIfNull(parked);
        return $"set aside: {(parked.Kind is { } kind ? $"{kind}; " : "")}{Reason(parked.Reason)}";
    }

    /// <summary>An enum's value in words: <c>free entry point</c>.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum =>
        (WireWord<T>.NameOf(value) ?? "unknown").Replace('_', ' ').ToLowerInvariant();

    /// <summary>How many of something: <c>1 call</c>, <c>2 calls</c>.</summary>
    internal static string Count(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    internal static IEnumerable<string> Errors(IReadOnlyList<int> codes) =>
        codes.Select(code =>
            string.Create(CultureInfo.InvariantCulture, $"error {code}: {GraphErrors.Find(code).Name}"));

    private static string Line(IEnumerable<string> words, DateTimeOffset? at)
    {
        var line = string.Join(", ", words);
        return at is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{line} · {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
            : line;
    }

    private static IEnumerable<string> Notes(InboundMessage message)
    {
        foreach (var note in Notes(message.Context))
            yield return note;
        if (message.Referral is { } referral)
        {
            yield return referral.SourceType == ReferralSource.Ad
                ? "came from an advertisement"
                : "came from a post";
        }
        if (message.IdentityKey is not null)
            yield return "with the sender's key hash";
        if (message.GroupId is not null)
            yield return "in a group";
        foreach (var error in Errors(message.ErrorCodes))
            yield return error;
    }

    private static IEnumerable<string> Notes(MessageContext? context)
    {
        if (context is { IsForwarded: true })
            yield return "forwarded";
        if (context is { Product: not null })
            yield return "about a product";
        else if (context is { MessageId: not null })
            yield return "answers an earlier message";
    }

    private static IEnumerable<string> Notes(MessageStatus status)
    {
        yield return status.State switch
        {
            DeliveryState.Failed => "our message was not delivered",
            var state => $"our message was {state.ToString().ToLowerInvariant()}",
        };
        if (status.IsToGroup)
            yield return "in a group";
        if (status.Pricing is { } pricing)
            yield return Price(pricing);
        foreach (var error in Errors(status.ErrorCodes))
            yield return error;
    }

    private static string Price(MessagePricing pricing) => pricing switch
    {
        { IsBillable: true } => $"charged as {Word(pricing.Category)}",
        { Type: not (PricingType.Unknown or PricingType.Regular) } => Word(pricing.Type),
        { IsBillable: false } => "free",
        _ => "price not said",
    };

    private static IEnumerable<string> Unread(FieldUpdate update)
    {
        if (update.HasUnreadItems)
            yield return "some of it unreadable";
    }

    private static string Reason(ParkReason reason) => reason switch
    {
        ParkReason.UnexpectedShape => "its JSON has an unexpected shape",
        ParkReason.UnknownMessageType => "nobody documented this type of message",
        ParkReason.UnknownStatus => "nobody documented this status",
        ParkReason.UnknownField => "nobody documented this field, or it does not belong here",
        ParkReason.NoSender => "it names no sender",
        ParkReason.MalformedSender => "its sender is neither a phone number nor a user id",
        ParkReason.NoMessageId => "it has no id",
        ParkReason.NoPhoneNumberId => "it does not say which of the business's numbers it is about",
        ParkReason.TooDeep => "it is nested too deeply",
        ParkReason.IncompleteContent => "it lacks what makes it one",
        ParkReason.NoRecipient => "it names no recipient",
        ParkReason.MalformedRecipient => "its recipient is neither a phone number nor a user id",
        ParkReason.PaymentStatus => "it is about a payment, and this product takes none",
        _ => "no reason is known",
    };
}
