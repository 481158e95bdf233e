namespace Hermetic.WhatsApp;

/// <summary>A completed Flow (<c>interactive/nfm_reply</c>).</summary>
/// <param name="Name">What answered: <c>flow</c>, <c>address_message</c>; null when absent.</param>
/// <param name="Body">What the chat shows, usually "Sent"; null when absent.</param>
/// <param name="ResponseJson">What came back, as text that should be JSON; it passed WhatsApp in the
/// clear.</param>
public sealed record FlowCompletion(JsonText? Name, JsonText? Body, JsonText ResponseJson) : MessageContent
{
    internal static readonly MessageKind Kind = new("interactive", "nfm_reply", Read);

    /// <summary>
    /// Unescapes <see cref="ResponseJson"/> into the caller's memory, of at least its
    /// <see cref="JsonText.MaxLength"/> bytes, and reads it there. The result lives as long as that memory.
    /// </summary>
    /// <returns>Null when it is not JSON, not an object, or nested deeper than 64.</returns>
    /// <exception cref="ArgumentException">The memory is too short for the text.</exception>
    public FlowResponse? ReadResponse(Memory<byte> buffer)
    {
        var json = buffer[..ResponseJson.Unescape(buffer.Span)];
        return JsonSlice.TryRead(json, out var slice) && !slice.IsDeep
            && JsonObject.From(slice) is { } response
            ? new(json, response.Text("flow_token"u8))
            : null;
    }

    private static FlowCompletion? Read(JsonObject message) =>
        message.Object("interactive"u8)?.Object("nfm_reply"u8) is { } reply
        && reply["response_json"u8]?.Text is { } response
            ? new(reply.Text("name"u8), reply.Text("body"u8), response)
            : null;
}

/// <summary>What a Flow answered, once unescaped.</summary>
/// <param name="Json">A JSON object in UTF-8.</param>
/// <param name="FlowToken">The token that the business sent along; some iOS clients leave it out. From the
/// person's device: checked, never believed.</param>
public sealed record FlowResponse(ReadOnlyMemory<byte> Json, JsonText? FlowToken);
