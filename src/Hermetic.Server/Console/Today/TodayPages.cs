using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Identity;
using Hermetic.Server.Keys;
using Hermetic.Server.Staff;
using Hermetic.Storage;

namespace Hermetic.Server.Console;

/// <summary>
/// What needs a person, for whoever looks: counts, and the names of who waits for those who may read conversations.
/// </summary>
internal sealed class TodayPages(
    Database database, StaffDesk desk, AccountDesk account, RetentionDesk retention, RotationWatch keys, DeskReading reading,
    ConsolePages pages, CurrentBusiness business, TimeProvider clock)
{
    internal async Task ShowAsync(HttpContext http)
    {
        var who = SignedIn.Of(http);
        await pages.ShowAsync<TodayPage, TodayModel>(http, new(
            who.Name, who.May(Permission.ReadConversations) ? await WaitingAsync(who, http.RequestAborted) : null,
            [.. await CardsAsync(who)], new(clock.GetCurrentInstant(), business.Value.Zone)));
    }

    /// <summary>Somebody has seen what WhatsApp told about the account.</summary>
    internal async Task AcknowledgeAsync(HttpContext http)
    {
        await account.AcknowledgeAsync(SignedIn.Of(http).Caller);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = PageFrame.Home;
    }

    private async Task<IReadOnlyList<ListedConversation>> WaitingAsync(SignedIn who, CancellationToken cancel) =>
        [.. new InboxModel(IsAll: false, await reading.ReadAsync(
            ConsoleJson.Default.IReadOnlyListListedConversation,
            json => desk.ListWithPeopleAsync(who.Caller, json, cancel)), Later: null, null!).Waiting];

    private async Task<IEnumerable<TodayCard>> CardsAsync(SignedIn who) =>
    [
        .. who.May(Permission.ReadConversations) ? await OfConversationsAsync() : [],
        .. who.May(Permission.EraseSubjects) ? OfPrivacy() : [],
        .. who.May(Permission.ReadLedger) ? await OfOperationAsync() : [],
    ];

    private async Task<IEnumerable<TodayCard>> OfConversationsAsync()
    {
        var (stuck, parked) = (database.Read(Undelivered.Stuck), database.Read(ParkedElements.Count));
        var events = (await reading.ReadAsync(ConsoleJson.Default.IReadOnlyListAccountNews, account.ListAsync))
            .Where(one => one.Open && one.Severity != "note").ToList();
        return
        [
            .. events.Count > 0 ? [Texts.Today.Account(events.Count, events[^1].Meaning, events.Exists(one => one.Severity == "alert"))] : NoCards,
            .. stuck > 0 ? [Texts.Today.Stuck(stuck)] : NoCards,
            .. parked > 0 ? [Texts.Today.Parked(parked)] : NoCards,
        ];
    }

    private IEnumerable<TodayCard> OfPrivacy()
    {
        var hour = (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;
        var asked = database.Read(session => Approvals.Open(session, hour));
        return asked > 0 ? [Texts.Today.Approvals(asked)] : NoCards;
    }

    private async Task<IEnumerable<TodayCard>> OfOperationAsync()
    {
        var kept = await reading.ReadAsync(ConsoleJson.Default.RetentionState, json =>
        {
            retention.Show(json);
            return Task.CompletedTask;
        });
        var late = kept.Rules.Count(rule => rule.State is not ("proven" or "never swept"));
        return
        [
            .. kept.Clock != "steady" ? [Texts.Today.ClockLeapt()] : NoCards,
            .. late > 0 ? [Texts.Today.Retention(late)] : NoCards,
            .. keys.DueKeys > 0 ? [Texts.Today.Keys(keys.DueKeys)] : NoCards,
        ];
    }

    private static IEnumerable<TodayCard> NoCards => [];
}

/// <summary>What WhatsApp told about the business's account, as its desk writes it.</summary>
internal sealed record AccountNews(string Severity, bool Open, string Meaning);

/// <summary>Whether what is over goes, as its desk writes it.</summary>
internal sealed record RetentionState(string Clock, IReadOnlyList<RetentionRule> Rules);

internal sealed record RetentionRule(string State);
