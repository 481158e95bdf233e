using System.Globalization;
using System.Text;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Identity;
using Hermetic.Storage;

namespace Hermetic.Server.Console;

/// <summary>
/// Tells a page that something changed, and in which conversations: ids, never content. It follows the ledger, since nothing
/// happens in a conversation without an entry, on whichever node it happens.
/// </summary>
internal sealed class InboxEvents(
    Database database, Sessions sessions, IHostApplicationLifetime life, TimeProvider clock)
{
    /// <summary>Between two events the browser forgets nothing: a line that says nothing keeps proxies from hanging up.</summary>
    private const int BeatSeconds = 15;

    /// <summary>When more was recorded, everything counts as changed.</summary>
    private const int Most = 200;

    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    internal async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        try
        {
            await FollowAsync(http, Since(http.Request) ?? database.Read(LedgerEntries.LastRow), ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The page was left, or the service stops.
        }
    }

    private async Task FollowAsync(HttpContext http, long at, CancellationToken cancel)
    {
        await WriteAsync(http, $"retry: 2000\nid: {at}\nevent: here\ndata: {at}\n\n", cancel);
        for (var silent = 0;
             await sessions.StillAllowsAsync(http, Permission.ReadConversations);
             await Task.Delay(_second, clock, cancel))
        {
            var (next, changed) = Look(at);
            if (changed is not null)
                await WriteAsync(http, $"id: {next}\nevent: changed\ndata: {changed}\n\n", cancel);
            else if (++silent % BeatSeconds == 0)
                await WriteAsync(http, ":\n\n", cancel);
            at = next;
        }
        await WriteAsync(http, "event: signed-out\ndata: 0\n\n", cancel);
    }

    /// <summary>How far it has come since, and <c>{"conversations":[…]}</c>; null when nothing changed, no list when all may have.</summary>
    private (long Row, string? Changed) Look(long at)
    {
        var entries = database.Read(session => LedgerEntries.After(session, at, Most));
        if (entries.Count == Most)
            return (database.Read(LedgerEntries.LastRow), "{}");
        var changed = entries.Select(entry => ConversationOf(entry.Body)).OfType<Guid>().Distinct().ToList();
        return (
            entries.Count > 0 ? entries[^1].Row : at,
            changed.Count > 0 ? $$"""{"conversations":[{{string.Join(',', changed.Select(id => $"\"{id}\""))}}]}""" : null);
    }

    /// <summary>Null for what changes nothing in a conversation: that somebody looked, above all.</summary>
    private static Guid? ConversationOf(ReadOnlyMemory<byte> body) =>
        LedgerEntry.TryParse(body.Span, out var entry)
        && entry.Object?.Split(':') is ["conversation", var id] && Guid.TryParse(id, out var conversation)
        && !entry.Action.StartsWith("conversation.read", StringComparison.Ordinal)
        && !entry.Action.StartsWith("conversation.purpose", StringComparison.Ordinal)
            ? conversation
            : null;

    private static long? Since(HttpRequest request) =>
        long.TryParse(
            request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : request.Query["since"],
            NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? row
            : null;

    private static async Task WriteAsync(HttpContext http, string lines, CancellationToken cancel)
    {
        await http.Response.BodyWriter.WriteAsync(Encoding.ASCII.GetBytes(lines), cancel);
        await http.Response.BodyWriter.FlushAsync(cancel);
    }
}
