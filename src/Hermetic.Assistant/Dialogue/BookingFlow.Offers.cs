using NodaTime;

namespace Hermetic.Assistant;

// Answers to what was offered: "the second one", "any", "none of these", "later", "somebody else".
internal sealed partial class BookingFlow
{
    /// <summary>"That works", to an offer of one, takes it; nothing is written by that.</summary>
    internal async ValueTask<Move?> AgreeAsync() => _state.Pending switch
    {
        PendingAction.ChooseTime { Options: [var only] } => await TakeAsync(only),
        PendingAction.ChooseTime choose => new(new Reply.WhichTime(choose.Options), _state),
        PendingAction.ChooseStaff { Options: [var only] } => await TakeStaffAsync(only),
        PendingAction.ChooseStaff choose => new(new Reply.AskStaff(choose.Options), _state),
        _ => null,
    };

    /// <summary>None of the times that were offered suits.</summary>
    internal Move? Refuse() => _state.Pending is PendingAction.ChooseTime or PendingAction.ChooseStaff
        ? new(new Reply.AskOtherTime(), Kept() with { PartOfDay = _state.PartOfDay })
        : null;

    /// <summary>Null when the message is no answer to what is offered.</summary>
    private async ValueTask<Move?> AnswerOfferAsync(Heard heard) => (_state.Pending, heard) switch
    {
        (_, { Cue: Cue.Staff }) when Business.Staff.Count > 0 => AskStaff(),
        (PendingAction.ChooseTime choose, { Ordinal: { } position })
            when choose.Options.TryAt(position, out var time) =>
            await TakeAsync(time),
        (PendingAction.ChooseTime { Options: [var first, ..] }, { Cue: Cue.Any }) => await TakeAsync(first),
        (PendingAction.ChooseTime, { Cue: Cue.Other }) => Refuse(),
        (PendingAction.ChooseService choose, _)
            when choose.Options.TryAt(heard.Ordinal ?? heard.Number, out var serviceId) =>
            await TakeServiceAsync(serviceId),
        (PendingAction.ChooseStaff choose, _)
            when choose.Options.TryAt(heard.Ordinal ?? heard.Number, out var staffId) =>
            await TakeStaffAsync(staffId),
        (PendingAction.ChooseStaff, { Cue: Cue.Any }) => await TakeStaffAsync(staffId: null),
        (null, { Cue: Cue.Any }) when _state is { Date: null, Days: null } =>
            await ProceedAsync(_state with { Days = _offers.Soon }),
        _ => null,
    };

    private Move AskStaff()
    {
        var now = _state.Pending switch
        {
            PendingAction.Book book => book.Booking.StaffId,
            PendingAction.Move move => move.Booking.StaffId,
            _ => _state.StaffId,
        };
        var able = _state.ServiceId is { } serviceId ? Business.StaffFor(serviceId) : Business.Staff;
        var who = able.Select(member => member.Id)
            .Where(id => !string.Equals(id, now, StringComparison.Ordinal)).Take(Options<string>.Most)
            .ToList();
        var state = _state with { Pending = null };
        return who.Count > 0
            ? new(new Reply.AskStaff(new(who)), state)
            : new(new Reply.AskChange(), state);
    }

    /// <summary>The time from which "later" is counted; null when none is spoken about.</summary>
    private async ValueTask<LocalDateTime?> AnchorAsync(Shift shift)
    {
        if (_state.Pending is PendingAction.Book book)
            return book.Booking.Start;
        if (_state.Pending is PendingAction.Move move)
            return move.Booking.Start;
        if (_state.Pending is PendingAction.ChooseTime { Options: var options }
            && (shift.Sign > 0 ? options[^1] : options[0]) is { Date: { } day, Time: { } clock })
        {
            return day + clock;
        }
        if (_state is { Date: { } date, Time: { } time })
            return date + time;
        return _state.Moving is { } id ? (await context.OwnAsync(id))?.Start.LocalDateTime : null;
    }

    /// <summary>When that is of which "the same time" is said.</summary>
    private async ValueTask<LocalDateTime?> SpokenOfAsync(DialogueState state) =>
        state.Moving is { } id && await context.OwnAsync(id) is { } moved ? moved.Start.LocalDateTime
        : state.Booked is { } booked ? booked.Start
        : await AnchorAsync(new Shift(1, Amount: null));

    /// <summary>"An hour later" is a time; "later" asks which later ones there are.</summary>
    internal async ValueTask<Move> ShiftAsync(DialogueState state, Shift shift, LocalDateTime anchor)
    {
        var then = shift.From(anchor);
        var wished = state.Days;
        state = state with { Pending = null, Days = null, PartOfDay = null, Offset = null };
        if (shift.Amount is not null)
            return await ProceedAsync(state with { Date = then.Date, Time = then.TimeOfDay });
        if (Business.Find(state.ServiceId) is not { } service)
            return await ProceedAsync(state with { Date = anchor.Date, Time = null });
        var visit = new Visit(service.Id, state.StaffId, state.Moving);
        state = state with { Time = null };
        return OfferedDays is { } days
            ? await _offers.BeyondAsync(visit, days, shift.Sign, state with { Days = wished })
            : await _offers.BeyondAsync(visit, anchor, shift.Sign, state);
    }

    /// <summary>"Thursday 13:30 or wednesday 11": those that can be had; what cannot is said.</summary>
    private async ValueTask<Move> EitherAsync(Options<TimeOption> either, DialogueState state)
    {
        if (Meant(state) is not { } service)
            return await ProceedAsync(state);
        var visit = new Visit(service.Id, state.StaffId, state.Moving);
        var (free, not) = (new List<TimeOption>(), new List<LocalDateTime>());
        foreach (var option in either)
        {
            var start = option.Date!.Value + option.Time!.Value;
            var answer = await context.Calendar.CheckAsync(visit, start, offset: null, context.Cancel);
            if (answer.State is SlotState.Free or SlotState.AmbiguousTime)
                free.Add(option);
            else
                not.Add(start);
        }
        state = state with { ServiceId = service.Id, Days = null, PartOfDay = null, Offset = null };
        if (free.Count > 1)
            return new(
                new Reply.AskSlot(service.Id, new(free)) { StaffId = state.StaffId, Moves = state.Moving is not null },
                state);
        var one = free.Count > 0 ? free[0] : either[0];
        var move = await ProceedAsync(state with { Date = one.Date, Time = one.Time });
        return free.Count > 0 && move.Say is { } say
            ? move with { Say = new Reply.SaidFirst(new Reply.NotThen(new(not)), say) } : move;
    }

    /// <summary>"Thursday", when days of the week after next were offered, is that Thursday.</summary>
    private TimeOption AmongOffered(TimeOption named)
    {
        if (named.Date is not { } day || OfferedDays is not { } span || (day >= span.First && day <= span.Last)
            || _state.Pending is not PendingAction.ChooseTime { Options: var options })
        {
            return named;
        }
        var meant = options.Select(option => option.Date).FirstOrDefault(date => date?.DayOfWeek == day.DayOfWeek);
        return meant is null ? named : named with { Date = meant };
    }

    /// <summary>Null when the times that were offered are all of one day.</summary>
    private DateSpan? OfferedDays =>
        _state.Pending is PendingAction.ChooseTime { Options: [{ Date: { } first }, .., { Date: { } last }] }
            && first < last
            ? new(first, last)
            : null;
}
