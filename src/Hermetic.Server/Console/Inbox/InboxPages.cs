using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Console;

/// <summary>The inbox and its conversations: what is shown of them, and what is done in them.</summary>
internal sealed class InboxPages(
    StaffDesk desk, DeskReading reading, ConsolePages pages, CurrentBusiness business, Settings settings, SecretArena arena,
    TimeProvider clock)
{
    /// <summary>Who needs a person, or, with <c>?show=all</c>, everybody.</summary>
    internal async Task ListAsync(HttpContext http)
    {
        var who = SignedIn.Of(http).Caller;
        var isAll = http.Request.Query["show"] == "all";
        long? later = null;
        var before = long.TryParse(http.Request.Query["before"], out var place) ? place : long.MaxValue;
        var rows = await reading.ReadAsync(ConsoleJson.Default.IReadOnlyListListedConversation, async json =>
        {
            if (isAll)
                later = await desk.ListRecentAsync(who, before, json, http.RequestAborted);
            else
                await desk.ListWithPeopleAsync(who, json, http.RequestAborted);
        });
        await pages.ShowAsync<InboxPage, InboxModel>(http, new(isAll, rows, later, Clock));
    }

    /// <summary>One conversation; where a purpose is asked for, nothing is opened before it is told.</summary>
    internal Task ShowAsync(HttpContext http, Guid id) => ShowAsync(http, id, Canned(http), problem: null);

    private bool LacksPurpose(HttpContext http) =>
        settings.Console.PurposeRequired && Purpose(http) == ReadingPurpose.None;

    private async Task ShowAsync(HttpContext http, Guid id, string draft, string? problem)
    {
        if (LacksPurpose(http))
        {
            await pages.ShowAsync<PurposePage, PurposeModel>(http, new(id));
            return;
        }
        var (who, purpose, from) = (SignedIn.Of(http), Purpose(http), From(http.Request.Query));
        var shown = await reading.ReadAsync(ConsoleJson.Default.ShownConversation, async json => id != Guid.Empty
            && await desk.ShowAsync(who.Caller, ConversationId.From(id), purpose, from, json, http.RequestAborted));
        if (shown is null)
        {
            await pages.ShowAsync(http, PageState.NotFound);
            return;
        }
        await pages.ShowAsync<ConversationPage, ConversationModel>(
            http,
            new(
                shown, Clock, purpose == ReadingPurpose.None ? null : ReadingPurposes.Name(purpose), from == Earlier.Newest,
                who.May(Permission.ReplyInConversations), who.May(Permission.ReleaseConversations),
                settings.WhatsApp.WindowTemplate is not null, business.Value.Replies, draft, problem),
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Sends what was written; what cannot be sent stays in the field.</summary>
    internal async Task ReplyAsync(HttpContext http, Guid id)
    {
        // A form ends its lines as HTTP does, and people's phones as they do.
        var words = http.Request.Form["text"].ToString().ReplaceLineEndings("\n").Trim();
        using var text = new SecretWriter(arena);
        text.Advance(Encoding.UTF8.GetBytes(words, text.GetSpan(Encoding.UTF8.GetMaxByteCount(words.Length))));
        if (!StaffDesk.CanSend(text.WrittenSpan))
        {
            await ShowAsync(http, id, words, words.Length == 0 ? Texts.Conversation.Empty : Texts.Conversation.TooLong(words.Length));
            return;
        }
        await GoBackAsync(http, id, id != Guid.Empty && await desk.ReplyAsync(
            SignedIn.Of(http).Caller, ConversationId.From(id), text.WrittenMemory, http.RequestAborted));
    }

    internal async Task TakeOverAsync(HttpContext http, Guid id) => await GoBackAsync(
        http, id, id != Guid.Empty && await desk.TakeOverAsync(SignedIn.Of(http).Caller, ConversationId.From(id)), "#reply");

    internal async Task ReleaseAsync(HttpContext http, Guid id) => await GoBackAsync(
        http, id, id != Guid.Empty && await desk.ReleaseAsync(SignedIn.Of(http).Caller, ConversationId.From(id)));

    /// <summary>A file is a download, whatever it says of itself: nothing that somebody sent is shown by the browser here.</summary>
    internal async Task DownloadAsync(HttpContext http, Guid id, Guid message)
    {
        if (LacksPurpose(http))
        {
            await pages.ShowAsync<PurposePage, PurposeModel>(http, new(id));
            return;
        }
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition = "attachment";
        http.Response.Headers.CacheControl = "no-store";
        if (id != Guid.Empty && message != Guid.Empty && await desk.ReadMediaAsync(
                SignedIn.Of(http).Caller, ConversationId.From(id), MessageId.From(message),
                async piece => await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted), http.RequestAborted))
            return;
        http.Response.Headers.ContentDisposition = default;
        await pages.ShowAsync(http, PageState.NotFound);
    }

    /// <summary>To the page again, so that reloading it does nothing twice.</summary>
    private async Task GoBackAsync(HttpContext http, Guid id, bool isDone, string place = "#newest")
    {
        if (!isDone)
        {
            await pages.ShowAsync(http, PageState.NotFound);
            return;
        }
        var purpose = Purpose(http);
        var query = purpose == ReadingPurpose.None ? "" : $"?why={ReadingPurposes.Name(purpose)}";
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = $"/console/inbox/{id}{query}{place}";
    }

    private PageClock Clock => new(clock.GetCurrentInstant(), business.Value.Zone);

    private static ReadingPurpose Purpose(HttpContext http) => ReadingPurposes.Parse(http.Request.Query["why"]);

    private static Earlier From(IQueryCollection query) =>
        long.TryParse(query["received"], out var received) && long.TryParse(query["sent"], out var sent)
            ? new(received, sent)
            : Earlier.Newest;

    /// <summary>The text that the business has written in advance and somebody chose; else nothing.</summary>
    private string Canned(HttpContext http) =>
        int.TryParse(http.Request.Query["reply"], out var number) && business.Value.Replies.ElementAtOrDefault(number) is { } reply
            ? reply.Text
            : "";
}
