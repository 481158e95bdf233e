namespace Hermetic.WhatsApp;

/// <summary>Reads the API's answers.</summary>
internal static class GraphAnswer
{
    /// <summary>What an answer to a send means. Only what was read beyond doubt is accepted or
    /// rejected.</summary>
    public static SendOutcome Read(int status, ReadOnlyMemory<byte> body)
    {
        var answer = Parse(body);
        if (status is >= 200 and <= 299)
        {
            return Wamid(answer) is { } wamid
                ? new SendOutcome.Accepted(wamid)
                : new SendOutcome.Unknown(status);
        }
        return answer?.Object("error"u8)?["code"u8]?.Integer() is <= int.MaxValue and var code
            ? new SendOutcome.Rejected((int)code, status, GraphErrors.Find((int)code).Advice)
            : new SendOutcome.Unknown(status);
    }

    /// <summary>Whether the answer is <c>{"success":true}</c>.</summary>
    public static bool IsSuccess(int status, ReadOnlyMemory<byte> body) =>
        status is >= 200 and <= 299
        && Parse(body)?["success"u8]?.Type == System.Text.Json.JsonTokenType.True;

    private static byte[]? Wamid(JsonObject? answer)
    {
        if (answer?["messages"u8] is not { IsArray: true } messages || messages.Items() is not [var first, ..]
            || JsonObject.From(first)?.Text("id"u8) is not { } id)
        {
            return null;
        }
        // A copy: the answer itself is wiped.
        var wamid = new byte[id.MaxLength];
        return wamid[..id.Unescape(wamid)];
    }

    /// <summary>The answer as an object; null when it is none.</summary>
    public static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonObject.From(JsonSlice.Read(body));
        }
        catch (WebhookFormatException)
        {
            return null;
        }
    }
}
