namespace Hermetic.WhatsApp;

/// <summary><c>errors</c> of a whole value: something went wrong at Meta or in the account's settings, or it
/// explains the messages beside it.</summary>
public sealed record ValueErrors : WebhookElement
{
    internal const string KindName = "value-errors";

    internal ValueErrors(JsonSlice errors, WebhookValue value)
        : base(errors.Raw, default)
    {
        ErrorCodes = WireErrors.ReadCodes(errors);
        (EntryId, PhoneNumberId, Person) = (value.EntryId, value.PhoneNumberId, value.Contacts.Only);
    }

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary><c>errors[].code</c>; empty when none has one. <see cref="GraphErrors"/> explains
    /// them.</summary>
    public IReadOnlyList<int> ErrorCodes { get; }

    /// <inheritdoc/>
    public override SenderIdentity? Person { get; }
}
