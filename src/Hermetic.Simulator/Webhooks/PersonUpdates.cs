using System.Text.Json.Nodes;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// What WhatsApp tells about a person beside their messages, each with the field it comes in.
/// </summary>
internal static class PersonUpdates
{
    /// <summary>The content of a <c>system</c> message: another user id.</summary>
    public static PersonMessage UserIdChanged(SimulatedPerson before, SimulatedPerson now)
    {
        var content = new JsonObject
        {
            ["type"] = "user_changed_user_id",
            ["body"] = $"User {now.Name} changed their user id",
        };
        return PersonMessage.System(WithIds(content, before, now));
    }

    /// <summary>
    /// The content of a <c>system</c> message: another number, and with it another user id.
    /// </summary>
    public static PersonMessage NumberChanged(SimulatedPerson before, SimulatedPerson now)
    {
        var content = new JsonObject
        {
            ["type"] = "user_changed_number",
            ["body"] = $"User {now.Name} changed from {before.PhoneNumber} to {now.PhoneNumber}",
            ["wa_id"] = now.PhoneNumber,
        };
        return PersonMessage.System(WithIds(content, before, now));
    }

    /// <summary>The content of a <c>system</c> message: a new phone, another identity key.</summary>
    public static PersonMessage IdentityChanged(SimulatedPerson now, DateTimeOffset at) =>
        PersonMessage.System(new()
        {
            ["type"] = "customer_identity_changed",
            ["body"] = "User identity changed",
        }).With("identity", new JsonObject
        {
            ["acknowledged"] = true,
            ["created_timestamp"] = $"{at.ToUnixTimeSeconds()}",
            ["hash"] = now.IdentityKeyHash,
        }.ToJsonString());

    /// <summary>The field <c>user_id_update</c>, which Meta no longer documents and some still get.</summary>
    public static WebhookUpdate RetiredUserIdUpdate(
        SimulatedPerson before, SimulatedPerson now, DateTimeOffset at)
    {
        var rotation = new JsonObject
        {
            ["detail"] = "The user changed their user id",
            ["user_id"] = new JsonObject { ["previous"] = before.UserId, ["current"] = now.UserId },
            ["timestamp"] = $"{at.ToUnixTimeSeconds()}",
        };
        if (now.PhoneNumber is { } number)
            rotation["wa_id"] = number;
        return new("", "user_id_update", "user_id_update", MetaJson.Bytes(rotation)) { Contact = now };
    }

    /// <summary>
    /// The field <c>user_preferences</c>: <c>stop</c> or <c>resume</c> of marketing messages.
    /// </summary>
    public static WebhookUpdate Marketing(SimulatedPerson person, bool wanted, DateTimeOffset at)
    {
        var preference = new JsonObject
        {
            ["user_id"] = person.UserId,
            ["detail"] = $"User requested to {(wanted ? "resume" : "stop")} marketing messages",
            ["category"] = "marketing_messages",
            ["value"] = wanted ? "resume" : "stop",
            ["timestamp"] = at.ToUnixTimeSeconds(),
        };
        if (person.PhoneNumber is { } number)
            preference["wa_id"] = number;
        return new("", "user_preferences", "user_preferences", MetaJson.Bytes(preference)) { Contact = person };
    }

    /// <summary>The field <c>calls</c>: <c>connect</c> with an offer, or <c>terminate</c>.</summary>
    public static WebhookUpdate Call(
        SimulatedPerson person, string callId, string callEvent, string business, DateTimeOffset at)
    {
        var call = new JsonObject
        {
            ["id"] = callId,
            ["from"] = person.PhoneNumber,
            ["from_user_id"] = person.UserId,
            ["to"] = business,
            ["event"] = callEvent,
            ["timestamp"] = $"{at.ToUnixTimeSeconds()}",
            ["direction"] = "USER_INITIATED",
        };
        if (person.PhoneNumber is null)
            call.Remove("from");
        if (callEvent == "connect")
            call["session"] = new JsonObject { ["sdp"] = "v=0\r\n", ["sdp_type"] = "offer" };
        else
            call["status"] = "COMPLETED";
        return new("", "calls", "calls", MetaJson.Bytes(call)) { Contact = person };
    }

    private static JsonObject WithIds(JsonObject content, SimulatedPerson before, SimulatedPerson now)
    {
        content["user_id"] = now.UserId;
        content["previous_user_id"] = before.UserId;
        if (now.ParentUserId is { } parent)
            content["parent_user_id"] = parent;
        return content;
    }
}
