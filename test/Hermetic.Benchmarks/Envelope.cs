using System.Text.Json.Serialization;

namespace Hermetic.Benchmarks;

/// <summary>
/// The webhook's envelope as classes, the way a client library has it: what System.Text.Json reads a body into. Every
/// text becomes a string, unknown members are dropped.
/// </summary>
public sealed record Envelope([property: JsonPropertyName("entry")] List<Entry>? Entries);

public sealed record Entry(string? Id, List<Change>? Changes);

public sealed record Change(string? Field, Value? Value);

public sealed record Value(
    Metadata? Metadata, List<ContactObject>? Contacts, List<Message>? Messages, List<Status>? Statuses);

public sealed record Metadata(string? DisplayPhoneNumber, string? PhoneNumberId);

public sealed record ContactObject(Profile? Profile, string? WaId, string? UserId);

public sealed record Profile(string? Name, string? Username);

public sealed record Message(
    string? Id, string? From, string? FromUserId, string? Timestamp, string? Type, Context? Context, Text? Text,
    Interactive? Interactive, Button? Button);

public sealed record Context(string? From, string? Id);

public sealed record Text(string? Body);

public sealed record Interactive(string? Type, Choice? ButtonReply, Choice? ListReply);

public sealed record Choice(string? Id, string? Title, string? Description);

public sealed record Button(string? Payload, string? Text);

public sealed record Status(
    string? Id, [property: JsonPropertyName("status")] string? State, string? Timestamp, string? RecipientId,
    string? RecipientUserId, string? BizOpaqueCallbackData, Pricing? Pricing, List<Error>? Errors);

public sealed record Pricing(bool? Billable, string? PricingModel, string? Type, string? Category);

public sealed record Error(int? Code, string? Title, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class EnvelopeContext : JsonSerializerContext;
