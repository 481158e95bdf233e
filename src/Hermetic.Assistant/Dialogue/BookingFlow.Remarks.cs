using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant;

// What a wish names and cannot have is said before the booking goes on, never replaced in silence.
internal sealed partial class BookingFlow
{
    private static readonly IntervalSet<LocalTime> AnyHour =
        IntervalSet<LocalTime>.Of(LocalTime.Midnight, LocalTime.MaxValue);

    private Move Remarking(Heard heard, Move move)
    {
        if (move.Say is not { } say)
            return move;
        var several = heard.People > 1 && move.Next.Flow == Flow.Book;
        if (several)
            say = new Reply.SaidFirst(new Reply.OnePersonAtATime(), say);
        if (heard.ServiceIds is [_, var next, ..] && move.Next.Flow == Flow.Book)
            say = new Reply.SaidFirst(new Reply.OneServiceAtATime(next), say);
        if (heard.NamesNoService && say is Reply.AskService or Reply.AskDate)
        {
            // Nor is something else booked in its place without being asked for.
            say = new Reply.SaidFirst(
                new Reply.NotOffered(), new Reply.AskService(new(DoneBy(move.Next.StaffId).Select(one => one.Id))));
            move = move with { Next = move.Next with { ServiceId = null } };
        }
        if (heard.Repeats && move.Next.Flow == Flow.Book)
            say = new Reply.SaidFirst(new Reply.NoRepeating(), say);
        if (heard.Stranger)
            say = new Reply.SaidFirst(new Reply.NobodyOfThatName(Members(move.Next.ServiceId)), say);
        return move with
        {
            Say = say, Next = several ? move.Next with { Others = heard.People - 1 } : move.Next,
        };
    }

    /// <summary>Who does this service; everybody, while none is chosen.</summary>
    private Options<string> Members(string? serviceId)
    {
        var able = serviceId is null ? [] : Business.StaffFor(serviceId).ToList();
        return new((able.Count > 0 ? able : Business.Staff).Select(member => member.Id));
    }

    /// <summary>Who asks for the hygienist and names no service means what she does.</summary>
    private Service? Meant(DialogueState state)
    {
        if (Business.Find(state.ServiceId) is { } named)
            return named;
        var done = DoneBy(state.StaffId);
        return done.Count == 1 ? done[0] : done.Find(service => service == Business.ImpliedService);
    }

    private List<Service> DoneBy(string? staffId)
    {
        var member = Business.FindStaff(staffId);
        return [.. Business.Services.Where(service => member?.Does(service.Id) ?? true)];
    }

    /// <summary>
    /// What will not do is no longer held: it is asked for again, unless the message says it.
    /// </summary>
    private DialogueState Excluding(DialogueState state, Exclusion ruledOut)
    {
        if (ruledOut.IsOfAnyDay)
        {
            var hours = (state.PartOfDay ?? AnyHour).Except(ruledOut.Hours);
            return state with
            {
                PartOfDay = hours.IsEmpty ? null : hours,
                Time = state.Time is { } time && ruledOut.Hours.Contains(time) ? null : state.Time,
            };
        }
        var soon = _offers.Soon;
        var ruled = ruledOut.DaysWithin(soon[0].From, soon[0].Until);
        var named = state.Date is { } day && !ruledOut.Within(day.AtMidnight(), day.PlusDays(1).AtMidnight()).IsEmpty;
        if (ruled.IsEmpty)
            return named ? state with { Time = null, Offset = null } : state;
        var days = (state.Days ?? soon).Except(ruled);
        return named || state.Date is null
            ? state with { Date = null, Days = days.IsEmpty ? null : days, Offset = null }
            : state;
    }

    /// <summary>Another day is asked for; the time beside the one that does not exist still counts.</summary>
    private DialogueState WithoutDay(DialogueState state, NoSuchDay none)
    {
        state = state with { Date = null, Days = null, Offset = null };
        if (none.Hour is not { } hour)
            return state;
        var when = WhenHeard.Read([hour], state, context);
        return state with { Time = when.Single?.Time, PartOfDay = when.PartOfDay ?? state.PartOfDay };
    }
}
