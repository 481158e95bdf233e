using System.Text.Json;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// One thing that Meta tells: a message, a status, a preference, or a change of the account. One webhook
/// carries one or, when batched, up to 1,000 of them.
/// </summary>
/// <param name="Wamid">The message that it brings or reports on; empty when it is about none.</param>
/// <param name="Field"><c>changes[].field</c>.</param>
/// <param name="List">
/// The array in the value that holds it: <c>messages</c>, <c>statuses</c>, <c>errors</c> and so on; null when
/// <paramref name="Element"/> is the whole value, as in account fields.
/// </param>
/// <param name="Element">JSON.</param>
internal sealed record WebhookUpdate(string Wamid, string Field, string? List, byte[] Element)
{
    /// <summary>The person that it is about, for <c>contacts</c>; failed statuses name none.</summary>
    public SimulatedPerson? Contact { get; init; }

    /// <summary><c>entry[].time</c>: account fields carry it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What its luck is drawn from: the same in every run of the same script.</summary>
    public string Label => $"{Field} {List} {Wamid} {Step}";

    /// <summary>The status that it reports, if it is one.</summary>
    public string? Step { get; init; }

    public void WriteContact(Utf8JsonWriter json)
    {
        if (Contact is not { } contact)
            return;
        json.WriteStartArray("contacts");
        json.WriteStartObject();
        json.WriteStartObject("profile");
        json.WriteString("name", contact.Name);
        json.WriteIfAny("username", contact.Username);
        json.WriteEndObject();
        json.WriteIfAny("wa_id", contact.PhoneNumber);
        json.WriteString("user_id", contact.UserId);
        json.WriteIfAny("parent_user_id", contact.ParentUserId);
        json.WriteIfAny("identity_key_hash", contact.IdentityKeyHash);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
