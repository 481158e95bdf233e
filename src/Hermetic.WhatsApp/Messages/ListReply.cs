namespace Hermetic.WhatsApp;

/// <summary>A row chosen from a list that the business sent (<c>interactive/list_reply</c>).</summary>
/// <param name="RowId">The id that the business gave the row, at most 200 characters; checked, never
/// believed.</param>
/// <param name="Title">What the row said, at most 24 characters.</param>
/// <param name="Description">The second line of the row, at most 72 characters; null when it had
/// none.</param>
public sealed record ListReply(JsonText RowId, JsonText Title, JsonText? Description) : MessageContent
{
    internal static readonly MessageKind Kind = new("interactive", "list_reply", Read);

    private static ListReply? Read(JsonObject message) =>
        message.Object("interactive"u8)?.Object("list_reply"u8) is { } reply && reply.Text("id"u8) is { } id
            ? new(id, reply.Text("title"u8) ?? default, reply.Text("description"u8))
            : null;
}
