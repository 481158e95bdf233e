using System.Globalization;
using System.Text.Json.Nodes;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator;

/// <content>One factory for each message type that Meta documents.</content>
public sealed partial record PersonMessage
{
    public static PersonMessage Text(string body) => Make("text", new() { ["body"] = body }, body);

    public static PersonMessage ButtonReply(string id, string title) => Make("interactive", new()
    {
        ["type"] = "button_reply",
        ["button_reply"] = new JsonObject { ["id"] = id, ["title"] = title },
    }, title);

    public static PersonMessage ListReply(string id, string title, string? description = null)
    {
        var reply = new JsonObject { ["id"] = id, ["title"] = title };
        if (description is not null)
            reply["description"] = description;
        return Make("interactive", new() { ["type"] = "list_reply", ["list_reply"] = reply }, title);
    }

    /// <summary>A quick reply below a template.</summary>
    public static PersonMessage TemplateReply(string payload, string text) =>
        Make("button", new() { ["payload"] = payload, ["text"] = text }, text);

    /// <summary>
    /// A completed form. <paramref name="responseJson"/> is a string on the wire; nothing checks that it is
    /// JSON.
    /// </summary>
    public static PersonMessage FlowReply(string responseJson, string body = "Sent", string name = "flow") =>
        Make("interactive", new()
        {
            ["type"] = "nfm_reply",
            ["nfm_reply"] =
                new JsonObject { ["response_json"] = responseJson, ["body"] = body, ["name"] = name },
        }, body);

    public static PersonMessage CallPermissionReply(bool accepted) => Make("interactive", new()
    {
        ["type"] = "call_permission_reply",
        ["call_permission_reply"] =
            new JsonObject { ["response"] = accepted ? "accept" : "reject", ["response_source"] = "user_action" },
    }, accepted ? "📞 Calls allowed" : "📞 Calls refused");

    /// <summary>
    /// An image, video, document, audio or sticker. Its id, SHA-256 and URL are filled in when it is sent.
    /// </summary>
    /// <param name="kind">image, video, document, audio, sticker.</param>
    public static PersonMessage Media(string kind, MediaFile file) =>
        new(kind, content: null, $"📎 {file.Filename ?? kind}" + (file.Caption is { } text ? $" {text}" : ""))
        {
            File = file,
        };

    public static PersonMessage Location(
        double latitude, double longitude, string? name = null, string? address = null, string? url = null)
    {
        var place = new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude };
        foreach (var (member, value) in new[] { ("name", name), ("address", address), ("url", url) })
        {
            if (value is not null)
                place[member] = value;
        }
        return Make("location", place, string.Create(
            CultureInfo.InvariantCulture, $"📍 {name ?? $"{latitude}, {longitude}"}"));
    }

    /// <summary>One contact card with one phone number.</summary>
    /// <param name="origin"><c>contact_request</c> or <c>other</c>; since 2026.</param>
    public static PersonMessage Contact(string name, string phone, string? waId = null, string? origin = null)
    {
        var number = new JsonObject { ["phone"] = phone, ["type"] = "CELL" };
        if (waId is not null)
            number["wa_id"] = waId;
        var card = new JsonObject
        {
            ["name"] = new JsonObject { ["first_name"] = name, ["formatted_name"] = name },
            ["phones"] = new JsonArray(number),
        };
        if (origin is not null)
            card["origin"] = origin;
        return new("contacts", MetaJson.Bytes(new JsonArray(card)), $"👤 {name}");
    }

    /// <summary>
    /// Null takes the reaction back: the member is left out, or <c>""</c> as some senders give.
    /// </summary>
    public static PersonMessage Reaction(string wamid, string? emoji, bool emptyForNone = false)
    {
        var reaction = new JsonObject { ["message_id"] = wamid };
        if (emoji is not null || emptyForNone)
            reaction["emoji"] = emoji ?? "";
        return Make("reaction", reaction, "") with { Target = wamid, Emoji = emoji };
    }

    public static PersonMessage Order(
        string catalogId, IEnumerable<(string RetailerId, int Quantity, decimal Price)> items, string currency,
        string text = "") => Make("order", new()
        {
            ["catalog_id"] = catalogId,
            ["text"] = text,
            ["product_items"] = new JsonArray([.. items.Select(item => new JsonObject
            {
                ["product_retailer_id"] = item.RetailerId,
                ["quantity"] = item.Quantity,
                ["item_price"] = item.Price,
                ["currency"] = currency,
            })]),
        }, $"🛒 {text}");

    /// <summary>Within 15 minutes on a real phone; nothing checks that here.</summary>
    public static PersonMessage Edit(string wamid, PersonMessage changed) =>
        new("edit", content: null, changed.Shown) { Target = wamid, Replacement = changed, File = changed.File };

    /// <summary>Deleted for everyone; within 2 days on a real phone, which nothing checks here.</summary>
    public static PersonMessage Revoke(string wamid) =>
        Make("revoke", new() { ["original_message_id"] = wamid }, "") with { Target = wamid };

    /// <summary>What the Cloud API cannot carry: type <c>unsupported</c> and error 131051.</summary>
    /// <param name="kind">What it was, such as <c>poll</c>; not always told.</param>
    public static PersonMessage Unsupported(string? kind = null)
    {
        const string Errors = """
            [{"code":131051,"title":"Message type unknown","message":"Message type unknown",
            "error_data":{"details":"Message type is currently not supported."}}]
            """;
        var content = kind is null ? null : MetaJson.Bytes(new JsonObject { ["type"] = kind });
        return new PersonMessage("unsupported", content, $"[{kind ?? "unsupported"}]").With("errors", Errors);
    }

    internal static PersonMessage System(JsonObject content) => Make("system", content, "");

    private static PersonMessage Make(string type, JsonObject content, string shown) =>
        new(type, MetaJson.Bytes(content), shown);
}
