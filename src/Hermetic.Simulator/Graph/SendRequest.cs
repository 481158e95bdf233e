using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// The body of a valid send. <see cref="Read"/> checks what the Cloud API checks before it looks at the
/// recipient: one rule a line, the first broken one is the answer.
/// </summary>
/// <param name="To"><c>to</c>, which wins, or <c>recipient</c>.</param>
/// <param name="Kind">The type, or the type of an interactive message.</param>
/// <param name="Text">
/// What the person reads: body, caption, or what stands for a message without text.
/// </param>
internal sealed record SendRequest(
    string To, bool IsUserId, string Kind, string Text, IReadOnlyList<ReplyButton> Buttons)
{
    private const int TextLimit = 4096;
    private const int CallbackDataLimit = 512;

    public string? Header { get; init; }
    public string? Footer { get; init; }
    public string? CallbackData { get; init; }
    public string? Context { get; init; }
    public string? IdentityKeyHash { get; init; }

    /// <summary>The rows of a list, over all sections.</summary>
    public IReadOnlyList<ListRow> Rows { get; init; } = [];

    /// <summary>Where a call-to-action leads, or where media is taken from.</summary>
    public string? Link { get; init; }

    /// <summary>The button of a call-to-action.</summary>
    public IReadOnlyList<LinkButton> Links { get; init; } = [];

    public string? MediaId { get; init; }
    public string? Filename { get; init; }
    public string? ReactionTo { get; init; }
    public TemplateCall? Template { get; init; }

    /// <summary>The body as it came.</summary>
    public required string Json { get; init; }

    /// <exception cref="InvalidSendException">The first rule that the request breaks.</exception>
    public static SendRequest Read(JsonElement body)
    {
        if (body.Text("messaging_product") != "whatsapp")
            throw new InvalidSendException(
                GraphError.Invalid("The parameter messaging_product is required."));
        if (body.Text("recipient_type") is not (null or "individual"))
            throw new InvalidSendException(
                GraphError.Invalid("Param recipient_type must be one of {INDIVIDUAL}"));
        var to = body.Text("to");
        var address = to ?? body.Text("recipient");
        if (string.IsNullOrEmpty(address))
            throw new InvalidSendException(GraphError.Invalid("The parameter to is required."));
        var callbackData = body.Text("biz_opaque_callback_data");
        if (callbackData?.Length > CallbackDataLimit)
            throw new InvalidSendException(GraphError.Invalid(
                $"Param biz_opaque_callback_data must be at most {CallbackDataLimit} characters long."));
        return WithContent(body, new(address, to is null, "", "", [])
        {
            CallbackData = callbackData,
            Context = body.Member("context")?.Text("message_id"),
            IdentityKeyHash = body.Text("recipient_identity_key_hash"),
            Json = body.GetRawText(),
        });
    }

    /// <summary><c>type</c> may be left out for text, as in Meta's own example with a preview.</summary>
    private static SendRequest WithContent(JsonElement body, SendRequest request) => body.Text("type") switch
    {
        null or "text" => request with { Kind = "text", Text = TextBody(body) },
        "interactive" => Interactive.Read(body, request),
        "template" => request with { Kind = "template", Template = TemplateCall.Read(body) },
        "location" => SimpleContents.Location(body, request),
        "contacts" => SimpleContents.Contacts(body, request),
        "reaction" => SimpleContents.Reaction(body, request),
        "image" or "audio" or "video" or "document" or "sticker" => MediaContent.Read(body, request),
        _ => throw new InvalidSendException(GraphError.Invalid(
            "Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, " +
            "REACTION, STICKER, TEMPLATE, TEXT, VIDEO}")),
    };

    private static string TextBody(JsonElement body)
    {
        var text = body.Member("text")?.Text("body");
        if (string.IsNullOrEmpty(text))
            throw new InvalidSendException(GraphError.Missing("text['body']"));
        return text.Length <= TextLimit ? text : throw new InvalidSendException(GraphError.Invalid(
            $"Param text['body'] must be at most {TextLimit} characters long."));
    }
}

/// <summary>
/// Carries the Graph error of a request that is not a valid send to the endpoint that answers it.
/// </summary>
internal sealed class InvalidSendException(GraphError error) : Exception(error.Message)
{
    public GraphError Error { get; } = error;
}
