namespace Hermetic.Assistant;

// What a wish names and cannot have is said before the booking goes on, never replaced in silence.
internal sealed partial class BookingFlow
{
    private Move Remarking(Heard heard, Move move)
    {
        if (move.Say is not { } say)
            return move;
        var several = heard.People > 1 && move.Next.Flow == Flow.Book;
        if (several)
            say = new Reply.SaidFirst(new Reply.OnePersonAtATime(), say);
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
    private static DialogueState Excluding(DialogueState state, IReadOnlyList<TimeReading> excluded)
    {
        foreach (var ruled in excluded.Select(time => time.Best))
        {
            var (first, last) = (ruled.Start.Date, ruled.End.PlusTicks(-1).Date);
            var named = state.Date is { } day && day >= first && day <= last;
            if (ruled.HasTime && state.Time == ruled.Start.TimeOfDay && (named || !ruled.HasDate))
                state = state with { Time = null, Offset = null };
            if (!ruled.HasTime && named)
                state = state with { Date = null, Offset = null };
            if (!ruled.HasTime && state.Days is { } days && days.First <= last && first <= days.Last)
                state = state with { Days = null };
        }
        return state;
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
