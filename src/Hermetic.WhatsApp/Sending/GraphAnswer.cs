using System.Text.Json;

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
        return Code(answer) is { } code
            ? new SendOutcome.Rejected(code, status, GraphErrors.Find(code).Advice)
            : new SendOutcome.Unknown(status);
    }

    /// <summary>What an answer to a repeatable call means.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The answer.</param>
    /// <param name="read">Makes the result of the object; null when something it needs is missing.</param>
    public static GraphOutcome<T> Read<T>(int status, ReadOnlyMemory<byte> body, Func<JsonObject, T?> read)
        where T : class
    {
        var answer = Parse(body);
        if (status is >= 200 and <= 299)
        {
            return answer is not null && read(answer) is { } value
                ? new GraphAnswered<T>(value)
                : new GraphFailed<T>(status);
        }
        return Code(answer) is { } code
            ? new GraphRejected<T>(code, status, GraphErrors.Find(code).Advice)
            : new GraphFailed<T>(status);
    }

    /// <summary>Whether the answer is <c>{"success":true}</c>.</summary>
    public static bool IsSuccess(int status, ReadOnlyMemory<byte> body) =>
        status is >= 200 and <= 299 && Parse(body) is { } answer && IsSuccess(answer);

    /// <summary>The same for an answer that was read.</summary>
    public static bool IsSuccess(JsonObject answer) => answer["success"u8]?.Type == JsonTokenType.True;

    private static int? Code(JsonObject? answer) =>
        answer?.Object("error"u8)?["code"u8]?.Integer() is <= int.MaxValue and var code ? (int)code : null;

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
