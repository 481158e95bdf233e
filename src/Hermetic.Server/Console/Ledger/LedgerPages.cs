using System.Globalization;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Server.Calendar;
using Hermetic.Server.Evidence;
using Hermetic.Server.Facts;
using Hermetic.Server.Identity;
using NodaTime.Text;

namespace Hermetic.Server.Console;

/// <summary>The ledger: what was done, by whom, and the proof that nobody has changed it since. Looking is recorded in it.</summary>
internal sealed class LedgerPages(
    LedgerDesk ledger, ActorNames actors, DeskReading reading, ConsolePages pages, CurrentBusiness business,
    TimeProvider clock)
{
    /// <summary>Entries on one page.</summary>
    private const int Most = 50;

    /// <summary>The newest entries that fit what was asked for.</summary>
    internal async Task ListAsync(HttpContext http)
    {
        var asked = Read(http.Request.Query);
        var before = long.TryParse(http.Request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : long.MaxValue;
        var found = TryFilter(asked, out var filter)
            ? await reading.ReadAsync(ConsoleJson.Default.FoundEntries, json => ledger.SearchAsync(
                SignedIn.Of(http).Caller, filter, before, Most, json, http.RequestAborted))
            : null;
        var names = await actors.OfAsync((found?.Entries ?? []).Select(one => one.Entry.Actor), http.RequestAborted);
        await pages.ShowAsync<LedgerPage, LedgerModel>(
            http, new(asked, found, names, await actors.TeamAsync(http.RequestAborted), Clock),
            found is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>One entry, with what the browser needs to verify it.</summary>
    internal async Task ShowAsync(HttpContext http, long index)
    {
        var who = SignedIn.Of(http);
        var shown = await reading.ReadAsync(
            ConsoleJson.Default.ShownEntry, json => ledger.ShowAsync(who.Caller, index, json, http.RequestAborted));
        if (shown is null)
        {
            await pages.ShowAsync(http, PageState.NotFound);
            return;
        }
        var names = await actors.OfAsync([shown.Entry.Actor], http.RequestAborted);
        await pages.ShowAsync<EntryPage, EntryModel>(
            http, new(shown, names[shown.Entry.Actor], who.May(Permission.ReadConversations), Clock));
    }

    /// <summary>The same for <c>hermetic ledger verify</c>, on a machine that need not trust this one.</summary>
    internal async Task DownloadAsync(HttpContext http, long index)
    {
        if (await ledger.ProveAsync(SignedIn.Of(http).Caller, index, http.RequestAborted) is not { } file)
        {
            await pages.ShowAsync(http, PageState.NotFound);
            return;
        }
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition =
            FormattableString.Invariant($"attachment; filename=\"entry-{index}.tlog-proof\"");
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = file.Length;
        await http.Response.BodyWriter.WriteAsync(file, http.RequestAborted);
    }

    private PageClock Clock => new(clock.GetCurrentInstant(), business.Value.Zone);

    private static LedgerQuestion Read(IQueryCollection query) => new(
        query["action"].ToString().Trim(), query["actor"].ToString().Trim(), query["from"].ToString(),
        query["to"].ToString(), query["subject"].ToString().Trim());

    private bool TryFilter(LedgerQuestion asked, out EntryFilter filter)
    {
        var subject = Guid.Empty;
        filter = new();
        if (!TryDay(asked.From, days: 0, out var from) || !TryDay(asked.To, days: 1, out var to)
            || (asked.Subject.Length > 0 && (!Guid.TryParse(asked.Subject, out subject) || subject == Guid.Empty)))
            return false;
        filter = new()
        {
            Action = asked.Action.Length > 0 ? asked.Action : null,
            Actor = asked.Actor.Length > 0 ? asked.Actor : null,
            From = from is { } start ? LedgerHour.Of(start) : null,
            // The last hour that begins before the next day does.
            To = to is { } end ? LedgerHour.Of(end.AddTicks(-1)) : null,
            Subject = asked.Subject.Length > 0 ? subject : null,
        };
        return true;
    }

    /// <param name="day">As a form writes it; empty is no limit.</param>
    /// <param name="days">How many later.</param>
    /// <param name="start">When that day begins where the business is.</param>
    private bool TryDay(string day, int days, out DateTimeOffset? start)
    {
        start = null;
        if (day.Length == 0)
            return true;
        if (LocalDatePattern.Iso.Parse(day) is not { Success: true, Value: { Year: > 2000 and < 9000 } date })
            return false;
        start = business.Value.Zone.AtStartOfDay(date.PlusDays(days)).ToDateTimeOffset();
        return true;
    }
}
