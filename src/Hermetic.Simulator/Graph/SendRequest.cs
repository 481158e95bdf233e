using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// The body of a valid send. <see cref="Read"/> checks what the Cloud API checks before it looks at the
/// recipient: one rule a line, the first broken one is the answer.
/// </summary>
/// <param name="To"><c>to</c>, which wins, or <c>recipient</c>.</param>
internal sealed record SendRequest(
    string To, bool IsUserId, string Kind, string Text, IReadOnlyList<ReplyButton> Buttons)
{
    private const int TextLimit = 4096;
    private const int CallbackDataLimit = 512;

    public string? Header { get; init; }
    public string? Footer { get; init; }
    public string? CallbackData { get; init; }
    public string? Context { get; init; }

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
        return Content(body, address, to is null) with
        {
            CallbackData = callbackData,
            Context = body.Member("context")?.Text("message_id"),
        };
    }

    /// <summary><c>type</c> may be left out for text, as in Meta's own example with a preview.</summary>
    private static SendRequest Content(JsonElement body, string address, bool isUserId) =>
        body.Text("type") switch
        {
            null or "text" => new(address, isUserId, "text", TextBody(body), []),
            "interactive" => InteractiveButtons.Read(body, address, isUserId),
            "image" or "audio" or "video" or "document" or "sticker" or "location" or "contacts" or "template"
                or "reaction" => throw new InvalidSendException(GraphError.Of(131051)),
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
