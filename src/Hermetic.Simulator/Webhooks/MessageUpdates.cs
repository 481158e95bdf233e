using System.Text.Json;
using Hermetic.Simulator.Media;

namespace Hermetic.Simulator.Webhooks;

/// <summary>The elements of <c>messages</c> and <c>message_echoes</c>.</summary>
internal sealed class MessageUpdates(SimulatorOptions options)
{
    /// <param name="media">What the message's file was stored as; null when it has none.</param>
    public WebhookUpdate Message(
        SimulatedPerson person, string wamid, DateTimeOffset at, PersonMessage message, StoredMedia? media) =>
        new(wamid, "messages", "messages", MetaJson.Bytes(json =>
        {
            json.WriteStartObject();
            WriteContext(json, message);
            WriteReferral(json, message.Referral);
            json.WriteIfAny("from", person.PhoneNumber);
            json.WriteString("from_user_id", person.UserId);
            json.WriteIfAny("from_parent_user_id", person.ParentUserId);
            WriteRest(json, wamid, at, message, media);
        }))
        { Contact = person };

    /// <summary>
    /// What staff wrote on the business's own phone (coexistence): <c>smb_message_echoes</c>.
    /// </summary>
    public WebhookUpdate Echo(
        SimulatedPerson person, string wamid, DateTimeOffset at, PersonMessage message, StoredMedia? media) =>
        new(wamid, "smb_message_echoes", "message_echoes", MetaJson.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteString("from", options.DisplayPhoneNumber);
            json.WriteIfAny("to", person.PhoneNumber);
            json.WriteString("to_user_id", person.UserId);
            json.WriteIfAny("to_parent_user_id", person.ParentUserId);
            WriteRest(json, wamid, at, message, media);
        }))
        { Contact = person };

    private static void WriteRest(
        Utf8JsonWriter json, string wamid, DateTimeOffset at, PersonMessage message, StoredMedia? media)
    {
        json.WriteString("id", wamid);
        json.WriteSeconds("timestamp", at);
        json.WriteString("type", message.Type);
        WriteContent(json, message, media);
        foreach (var (name, value) in message.Members)
            json.WriteRaw(name, value);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, PersonMessage message, StoredMedia? media)
    {
        if (message.Replacement is { } replacement)
            WriteEdit(json, message.Target!, replacement, media);
        else if (media is not null)
            WriteMedia(json, message.Type, media);
        else if (message.Content is { } content)
            json.WriteRaw(message.Type, content);
    }

    private static void WriteEdit(
        Utf8JsonWriter json, string target, PersonMessage replacement, StoredMedia? media)
    {
        json.WriteStartObject("edit");
        json.WriteString("original_message_id", target);
        json.WriteStartObject("message");
        json.WriteString("type", replacement.Type);
        WriteContent(json, replacement, media);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The hash is base64 here and hexadecimal where the URL is asked for.</summary>
    private static void WriteMedia(Utf8JsonWriter json, string type, StoredMedia media)
    {
        json.WriteStartObject(type);
        json.WriteIfAny("caption", media.File.Caption);
        json.WriteIfAny("filename", media.File.Filename);
        json.WriteString("mime_type", media.File.MimeType);
        json.WriteString("sha256", Convert.ToBase64String(media.Sha256));
        json.WriteString("id", media.Id);
        json.WriteIfAny("url", media.WebhookUrl);
        if (media.File.Voice is { } voice)
            json.WriteBoolean("voice", voice);
        if (media.File.Animated is { } animated)
            json.WriteBoolean("animated", animated);
        json.WriteEndObject();
    }

    private void WriteContext(Utf8JsonWriter json, PersonMessage message)
    {
        if (message is { Context: null, Forwarded: false, FrequentlyForwarded: false, ReferredProduct: null })
            return;
        json.WriteStartObject("context");
        if (message.Context is not null || message.ReferredProduct is not null)
            json.WriteString("from", options.DisplayPhoneNumber);
        json.WriteIfAny("id", message.Context);
        if (message.Forwarded)
            json.WriteBoolean("forwarded", true);
        if (message.FrequentlyForwarded)
            json.WriteBoolean("frequently_forwarded", true);
        if (message.ReferredProduct is { } product)
        {
            json.WriteStartObject("referred_product");
            json.WriteString("catalog_id", product.CatalogId);
            json.WriteString("product_retailer_id", product.RetailerId);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteReferral(Utf8JsonWriter json, Referral? referral)
    {
        if (referral is null)
            return;
        json.WriteStartObject("referral");
        json.WriteString("source_url", referral.SourceUrl);
        json.WriteString("source_id", referral.SourceId);
        json.WriteString("source_type", referral.SourceType);
        json.WriteIfAny("headline", referral.Headline);
        json.WriteIfAny("body", referral.Body);
        json.WriteIfAny("media_type", referral.MediaType);
        json.WriteIfAny(referral.MediaType == "video" ? "video_url" : "image_url", referral.MediaUrl);
        if (referral.MediaType == "video")
            json.WriteIfAny("thumbnail_url", referral.MediaUrl);
        json.WriteIfAny("ctwa_clid", referral.ClickId);
        if (referral.WelcomeText is { } welcome)
        {
            json.WriteStartObject("welcome_message");
            json.WriteString("text", welcome);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
