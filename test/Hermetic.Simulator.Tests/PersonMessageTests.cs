using System.Text.Json;
using Hermetic.Simulator.Media;
using Hermetic.Simulator.Webhooks;
using Hermetic.Testing;
using Hermetic.WhatsApp;

namespace Hermetic.Simulator.Tests;

public sealed class PersonMessageTests
{
    private const string Url = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1";

    private static readonly SimulatorOptions _options = Stage.Options(new("http://127.0.0.1:9/"));

    private static readonly Referral _referral = new("https://ad", "7", "ad")
    {
        Headline = "Title",
        Body = "Text",
        MediaType = "video",
        MediaUrl = "https://video",
        ClickId = "click",
        WelcomeText = "Hi",
    };

    /// <summary>The message types of Meta's documents: name of the recorded webhook, kind, message.</summary>
    public static TheoryData<string, string, PersonMessage> Kinds() => new()
    {
        { "pywa__message__text", "message:text", PersonMessage.Text("Body") },
        { "pywa__message__reply", "message:text", PersonMessage.Text("Body") with { Context = "wamid.0" } },
        { "pywa__message__forwarded", "message:text", PersonMessage.Text("Body") with { Forwarded = true } },
        {
            "pywa__message__forwarded_many_times", "message:text",
            PersonMessage.Text("Body") with { FrequentlyForwarded = true }
        },
        { "pywa__message__referral", "message:text", PersonMessage.Text("Body") with { Referral = _referral } },
        {
            "metapostman__received_product_enquiry_message", "message:text",
            PersonMessage.Text("Body") with { Context = "wamid.0", ReferredProduct = ("1", "2") }
        },
        { "pywa__message__image", "message:image", File("image", "image/jpeg") },
        { "pywa__message__media_with_url", "message:image", File("image", "image/jpeg") },
        { "pywa__message__video", "message:video", File("video", "video/mp4", forwarded: true) },
        { "pywa__message__document", "message:document", File("document", "application/pdf", forwarded: true) },
        { "pywa__message__voice", "message:audio", File("audio", "audio/ogg; codecs=opus") },
        { "pywa__message__animated_sticker", "message:sticker", File("sticker", "image/webp") },
        {
            "pywa__message__chosen_location", "message:location",
            PersonMessage.Location(37.46, -122.2, "HQ", "1 Hacker Way", "https://maps") with { Forwarded = true }
        },
        { "pywa__message__contacts", "message:contacts", PersonMessage.Contact("Monica", "+1 666", "1666") },
        { "pywa__message__reaction", "message:reaction", PersonMessage.Reaction("wamid.0", "😮") },
        { "pywa__message__unreaction_no_emoji", "message:reaction", PersonMessage.Reaction("wamid.0", null) },
        {
            "pywa__message__unreaction_empty", "message:reaction",
            PersonMessage.Reaction("wamid.0", null, emptyForNone: true)
        },
        {
            "pywa__message__order", "message:order",
            PersonMessage.Order("354", [("FRIES", 2, 35m)], "ILS")
        },
        {
            "pywa__callback_selection__description", "message:interactive/list_reply",
            PersonMessage.ListReply("id", "title", "more") with { Context = "wamid.0" }
        },
        {
            "pywa__callback_button__quick_reply", "message:button",
            PersonMessage.TemplateReply("payload", "text") with { Context = "wamid.0" }
        },
        {
            "pywa__flow_completion__completion", "message:interactive/nfm_reply",
            PersonMessage.FlowReply("{\"flow_token\":\"t\"}") with { Context = "wamid.0" }
        },
        { "pywa__deleted_message__revoke", "message:revoke", PersonMessage.Revoke("wamid.0") },
        {
            "pywa__edited_message__image", "message:edit",
            PersonMessage.Edit("wamid.0", File("image", "image/jpeg"))
        },
        { "pywa__message__unsupported_with_type", "message:unsupported", PersonMessage.Unsupported("poll") },
    };

    private static PersonMessage File(string kind, string mimeType, bool forwarded = false) =>
        PersonMessage.Media(kind, new(new byte[] { 1, 2 }, mimeType)
        {
            Caption = kind is "image" or "video" or "document" ? "caption" : null,
            Filename = kind == "document" ? "file.pdf" : null,
            Voice = kind == "audio" ? true : null,
            Animated = kind == "sticker" ? true : null,
        }) with { Forwarded = forwarded };

    private static byte[] Write(PersonMessage message)
    {
        var media = message.File is { } file
            ? new StoredMedia("1", file, new byte[32], default) { WebhookUrl = Url } : null;
        var update = new MessageUpdates(_options).Message(
            Stage.Anna, "wamid.1", DateTimeOffset.UnixEpoch, message, media);
        return new WebhookBody(_options).Write(update);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_member_of_a_recorded_message_is_written_with_the_same_kind(
        string recorded, string kind, PersonMessage message)
    {
        var file = Repository.Fixtures($"whatsapp/inbound/{recorded}.json");
        Assert.SkipWhen(file is null, "The recorded webhooks are not beside this checkout.");
        // People without an organisation; what else a recording lacks is in the way of nobody.
        var expected = Shape(Parse(System.IO.File.ReadAllBytes(file!)))
            .Where(member => !member.Contains("parent_user_id", StringComparison.Ordinal))
            .Where(member => !member.Contains("last_name", StringComparison.Ordinal))
            .Where(member => !member.Contains("image_url", StringComparison.Ordinal))
            .Where(member => !member.Contains(".edit.message.context", StringComparison.Ordinal));

        Assert.Empty(expected.Except(Shape(Parse(Write(message)))));
        Assert.StartsWith("message:", kind, StringComparison.Ordinal);
    }

    /// <summary>The second opinion of the reader, which shares no code with the simulator's writer.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void The_reader_finds_one_element_of_the_right_kind(
        string recorded, string kind, PersonMessage message)
    {
        var read = WebhookReader.Read(Write(message));

        var kinds = read.Elements.Select(element => element.Kind)
            .Concat(read.Parked.Select(parked => parked.Kind));
        Assert.True(Assert.Single(kinds) is { } found && (found == kind || kind.StartsWith(found + "/", StringComparison.Ordinal)), recorded);
    }

    [Fact]
    public void A_message_of_an_invented_type_goes_out_with_whatever_it_has()
    {
        var message = Parse(Write(PersonMessage.Of("hologram", """{"depth":3}""").With("group_id", "\"g\"")))
            .GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value").GetProperty("messages")[0];

        Assert.Equal("hologram", message.At("type"));
        Assert.Equal("3", message.At("hologram.depth"));
        Assert.Equal("g", message.At("group_id"));
    }

    [Fact]
    public void What_is_not_JSON_cannot_be_a_member() =>
        Assert.ThrowsAny<JsonException>(() => PersonMessage.Of("hologram", "{").With("x", "1"));

    private static JsonElement Parse(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }

    private static IEnumerable<string> Shape(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(member => Shape(member.Value, $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Shape(item, path)),
        var kind => [$"{path}:{kind}"],
    };
}
