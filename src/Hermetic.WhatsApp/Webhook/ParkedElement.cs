namespace Hermetic.WhatsApp;

/// <summary>An element that is kept sealed and shown, but not acted on.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Raw">Its JSON as it came: the smallest value that holds all of it.</param>
public sealed record ParkedElement(ParkReason Reason, ReadOnlyMemory<byte> Raw)
{
    /// <summary>The kind when Meta documents it (<c>message:image</c>, <c>field:calls</c>,
    /// <c>value-errors</c>); a constant, no content; null for a kind nobody documented.</summary>
    public string? Kind { get; init; }

    /// <summary>The id of the message, status or echo when there is one.</summary>
    public JsonText? Id { get; init; }

    /// <summary>Whose data it is, for sealing under that person's key: the sender of a message, the recipient
    /// of a status or echo, the only contact of another field. Null when nobody can be named for
    /// certain.</summary>
    public SenderIdentity? Person { get; init; }

    /// <summary><c>entry[].id</c>, the WhatsApp Business Account; empty when absent.</summary>
    public JsonText EntryId { get; init; }

    /// <summary><c>metadata.phone_number_id</c>; empty when absent.</summary>
    public JsonText PhoneNumberId { get; init; }
}
