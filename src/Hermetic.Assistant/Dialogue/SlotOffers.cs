using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>No time is named yet: what is free, up to ten of it.</summary>
internal sealed class SlotOffers(TurnContext context)
{
    private const int Most = Options<TimeOption>.Most;

    /// <summary>More than a day has: all of its free beginnings are looked at.</summary>
    private const int WholeDay = 300;

    /// <summary>A longer stretch is not spread over: its first free days are offered.</summary>
    private const int LongestSpan = 31;
    private const int FirstDays = 3;

    /// <summary>How far "later" and "earlier" look.</summary>
    private const int Nearby = 7;

    private LocalDate Today => context.Input.Now.Date;

    private LocalDate Horizon => Today.PlusDays(context.Business.Booking.HorizonDays);

    /// <summary>From now on, as far ahead as the business books.</summary>
    internal IntervalSet<LocalDate> Soon =>
        IntervalSet<LocalDate>.Of(Today, Horizon.PlusDays(1));

    /// <summary>The free times of one day, those of the part of the day that was named first of all.</summary>
    internal async ValueTask<Move> OnAsync(Visit visit, LocalDate date, DialogueState state)
    {
        var free = await FreeAsync(visit, date);
        if (free.Count == 0)
            return await NothingAsync(visit, date, state);
        var wanted = free.Where(start => state.PartOfDay?.Contains(start.TimeOfDay) ?? true).ToList();
        // Nothing in the afternoon: then what there is on that day.
        var offered = Spread.Over([wanted.Count > 0 ? wanted : free], Most);
        var ask = Ask(visit, date, offered);
        return wanted.Count > 0
            ? new(ask, state)
            : new(new Reply.SaidFirst(new Reply.NothingThen(), ask), state with { PartOfDay = null });
    }

    /// <summary>The free times of several days, spread over them.</summary>
    /// <param name="moments">Where not the same hours will do on each of the days.</param>
    internal async ValueTask<Move> OverAsync(
        Visit visit, IntervalSet<LocalDate> set, DialogueState state, IntervalSet<LocalDateTime>? moments = null)
    {
        var days = new DateSpan(set[0].From, set[^1].Until.PlusDays(-1));
        if (days.First == days.Last && moments is null)
            return await OnAsync(visit, days.First, state with { Date = days.First, Days = null });
        var most = Period.DaysBetween(days.First, days.Last) < LongestSpan ? LongestSpan : FirstDays;
        var (any, wanted) = (new List<IReadOnlyList<LocalDateTime>>(), new List<IReadOnlyList<LocalDateTime>>());
        for (var day = LocalDate.Max(days.First, Today); day <= LocalDate.Min(days.Last, Horizon)
            && wanted.Count < most; day = day.PlusDays(1))
        {
            var free = set.Contains(day) ? await FreeAsync(visit, day) : [];
            var fitting = free.Where(start => moments?.Contains(start) ?? Fits(start.TimeOfDay, state)).ToList();
            if (free.Count > 0)
                any.Add(free);
            if (fitting.Count > 0)
                wanted.Add(fitting);
        }
        if (any.Count == 0)
            return new(new Reply.NothingFree(WhyNone(days), days, visit.StaffId), state with { Days = null });
        if (state.Time is { } time && wanted is [[var only]])
            return await new SlotCheck(context).AtAsync(visit, only.Date + time, state with { Days = null });
        var offered = Spread.Over(wanted.Count > 0 ? wanted : any, Most);
        Reply ask = new Reply.AskSlot(visit.ServiceId, offered)
        {
            StaffId = visit.StaffId, Moves = visit.Moved is not null,
        };
        if (wanted.Count == 0)
            ask = new Reply.SaidFirst(
                state.Time is { } missed ? new Reply.NothingAt(missed) : new Reply.NothingThen(), ask);
        return new(ask, state with { Time = null });
    }

    /// <summary>After times of several days were offered, "later" means later days.</summary>
    internal ValueTask<Move> BeyondAsync(Visit visit, DateSpan offered, int sign, DialogueState state)
    {
        var side = sign > 0
            ? IntervalSet<LocalDate>.Of(offered.Last.PlusDays(1), Horizon.PlusDays(1))
            : IntervalSet<LocalDate>.Of(Today, offered.First);
        // What was ruled out stays so: first the rest of what will do, then every day.
        var rest = state.Days is { } wished ? side.Except(Soon.Except(wished)) : side;
        rest = rest.IsEmpty ? side : rest;
        return rest.IsEmpty
            ? ValueTask.FromResult(new Move(new Reply.NothingBeyond(sign), state with { Days = null }))
            : OverAsync(visit, rest, state with { Date = null, Days = rest });
    }

    /// <summary>The nearest day on which there is something later, or earlier, than this.</summary>
    internal async ValueTask<Move> BeyondAsync(Visit visit, LocalDateTime anchor, int sign, DialogueState state)
    {
        for (var days = 0; days <= Nearby; days++)
        {
            var date = anchor.Date.PlusDays(sign * days);
            var free = await FreeAsync(visit, date);
            var beyond = free.Where(start => sign > 0 ? start > anchor : start < anchor).ToList();
            if (beyond.Count > 0)
            {
                return new(Ask(visit, date, Spread.Over([beyond], Most)), state with { Date = date });
            }
        }
        return new(new Reply.NothingBeyond(sign), state);
    }

    private static Reply.AskTime Ask(Visit visit, LocalDate date, Options<TimeOption> free) =>
        new(visit.ServiceId, date, free) { StaffId = visit.StaffId, Moves = visit.Moved is not null };

    private ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(Visit visit, LocalDate date) =>
        date < Today || date > Horizon
            ? ValueTask.FromResult<IReadOnlyList<LocalDateTime>>([])
            : context.Calendar.FreeAsync(visit, date, WholeDay, context.Cancel);

    private static bool Fits(LocalTime start, DialogueState state) => state.Time is { } time
        ? start == time
        : state.PartOfDay?.Contains(start) ?? true;

    /// <summary>Who was asked for is not there, or has no time left; perhaps somebody else has.</summary>
    private async ValueTask<Move> NothingAsync(Visit visit, LocalDate date, DialogueState state)
    {
        var why = WhyNone(new(date, date));
        if (why == SlotState.Taken && context.Business.FindStaff(visit.StaffId) is { } member)
        {
            if (context.Business.HoursOf(member, date).Closed)
                why = SlotState.Away;
            var others = new List<string>();
            foreach (var other in context.Business.StaffFor(visit.ServiceId).Where(one => one != member))
            {
                if (others.Count < Most && (await FreeAsync(visit with { StaffId = other.Id }, date)).Count > 0)
                    others.Add(other.Id);
            }
            if (others.Count > 0)
                return new(new Reply.SomebodyElse(member.Id, why, date, new(others)), state);
        }
        return new(new Reply.NothingFree(why, new(date, date), visit.StaffId), state with { Date = null });
    }

    private SlotState WhyNone(DateSpan days) =>
        days.Last < Today ? SlotState.Past
        : days.First > Horizon ? SlotState.TooFar
        : days.First == days.Last && context.Business.Hours.On(days.First).Closed ? SlotState.Closed
        : SlotState.Taken;
}
