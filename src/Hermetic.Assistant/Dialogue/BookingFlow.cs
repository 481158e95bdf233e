using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// Booking with its slots (service, day, time, and perhaps with whom), asked for one at a time, and confirmed by a
/// button. Moving an appointment fills the same slots.
/// </summary>
internal sealed partial class BookingFlow(TurnContext context)
{
    private readonly DialogueState _state = context.State;
    private readonly SlotCheck _check = new(context);
    private readonly SlotOffers _offers = new(context);

    /// <summary>So sure that what is said is nothing that this is for, that a day in it is passed over.</summary>
    private const double Certain = 0.90;

    private Business Business => context.Business;

    /// <summary>A new booking; what an unfinished one had is kept.</summary>
    internal async ValueTask<Move> StartAsync(Heard? heard)
    {
        return heard is not null && await AddAsync(heard) is { } added ? added : await FillAsync(Begun(), heard);
    }

    /// <summary>Who asks for free times and names no day asks for the next ones.</summary>
    internal ValueTask<Move> SeekAsync(Heard? heard)
    {
        var state = Begun() with { Time = null, Offset = null };
        return FillAsync(
            state.Date is null && state.Days is null ? state with { Days = _offers.Soon } : state, heard);
    }

    /// <summary>
    /// A slot or a correction for the running booking ("no, 4pm" keeps the day); null when it is neither.
    /// </summary>
    internal async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (_state.Flow != Flow.Book && _state.Moving is null)
            return null;
        if (heard.Cue is Cue.Service or Cue.Day or Cue.Time)
            return await ProceedAsync(Without(heard.Cue));
        if (await AddAsync(heard) is { } added)
            return added;
        if (await AnswerOfferAsync(heard) is { } answered)
            return answered;
        if (heard.Shift is { } shift && await AnchorAsync(shift) is { } anchor)
            return await ShiftAsync(_state, shift, anchor);
        if (heard.Number is not null && _state.Pending is PendingAction.ChooseService or PendingAction.ChooseStaff)
            return null;
        var day = _state.Date is not null || _state.Days is not null || _state.Moving is not null;
        if (heard.Number is >= 0 and < 24 && day)
            return await FillAsync(_state, heard.WithTime(OClock(heard.Number.Value)));
        var names = heard.HasTimes || heard.ServiceId is not null || heard.Staff is not null || heard.Soon
            || heard.Stranger || heard.NoSuchDay is not null || heard.RulesOut || heard.SameTime;
        return names && !AsksSomethingElse(heard) ? await FillAsync(_state, heard) : null;
    }

    /// <summary>What is booked goes on where it was left: the open question again.</summary>
    internal ValueTask<Move> ResumeAsync() => ProceedAsync(_state);

    /// <summary>
    /// The state with what an unclear message named, so that its button need not ask again.
    /// </summary>
    internal DialogueState Note(Heard heard)
    {
        if (_state.Flow != Flow.None)
            return _state;
        var when = WhenHeard.Read(heard.Understanding.Times, _state, context);
        return _state with
        {
            ServiceId = heard.ServiceId,
            StaffId = heard.Staff?.StaffId,
            Date = when.Single?.Date,
            Days = when.Days,
            Time = when.Single?.Time,
            PartOfDay = when.PartOfDay,
        };
    }

    internal async ValueTask<Move> AskAgainAsync() => await ResumeAsync() with { Failed = true };

    internal ValueTask<Move> TakeAsync(TimeOption time) => ProceedAsync(Kept() with
    {
        Date = time.Date ?? _state.Date,
        Time = time.Time ?? _state.Time,
        Offset = time.Offset,
        PartOfDay = time.Time is null ? _state.PartOfDay : null,
    });

    internal ValueTask<Move> TakeServiceAsync(string serviceId) => ProceedAsync(_state with { ServiceId = serviceId });

    internal ValueTask<Move> TakeStaffAsync(string? staffId) => ProceedAsync(_state with { StaffId = staffId });

    /// <summary>
    /// The button was pressed. What the business changed since the question was asked (a holiday, a service that is
    /// no more) counts: then there is no booking, but a new answer.
    /// </summary>
    internal async ValueTask<Move> ConfirmedAsync(Booking booking, AppointmentId? moved)
    {
        var state = Holding(booking, moved);
        if (Business.Find(booking.ServiceId) is null || !IsStaffed(booking))
            return await ProceedAsync(state);
        var visit = new Visit(booking.ServiceId, booking.StaffId, moved);
        var answer = await context.Calendar.CheckAsync(visit, booking.Start, booking.Zoned.Offset, context.Cancel);
        if (answer.State != SlotState.Free)
            return new(SlotCheck.Refusal(answer, booking, moved is not null), state);
        if (moved is not { } id)
        {
            if (state.NextVisit is { } next)
                state = state with { NextVisit = next with { From = Straight(booking) } };
            return new(Say: null, state, new PlannedCall.Book(booking, context.Label));
        }
        return await context.OwnAsync(id) is { } from
            ? new(Say: null, state, new PlannedCall.Move(from, booking, context.Label))
            : new(new Reply.AlreadyCancelled(), state.Done());
    }

    internal Move Reopened(Booking booking, AppointmentId? moved) =>
        new(new Reply.AskChange(), Holding(booking, moved));

    /// <summary>Asks for the first slot that is missing, or for the confirmation of all of them.</summary>
    internal async ValueTask<Move> ProceedAsync(DialogueState state)
    {
        var serviceId = Meant(state)?.Id;
        state = state with
        {
            Flow = state.Flow == Flow.Move ? Flow.Move : Flow.Book,
            ServiceId = serviceId,
            StaffId = Business.FindStaff(state.StaffId)?.Id,
            Pending = null,
        };
        if (serviceId is null)
            return new(new Reply.AskService(new(DoneBy(state.StaffId).Select(one => one.Id))), state);
        if (Business.FindStaff(state.StaffId) is { } member && !member.Does(serviceId))
        {
            var who = Business.StaffFor(serviceId).Select(one => one.Id).Take(Options<string>.Most);
            return new(new Reply.DoesNotDo(member.Id, serviceId, new(who)), state with { StaffId = null });
        }
        var visit = new Visit(serviceId, state.StaffId, state.Moving);
        return state switch
        {
            { Date: { } date, Time: { } time } => await _check.AtAsync(visit, date + time, state),
            { Date: { } date } => await _offers.OnAsync(visit, date, state),
            { Days: { } days } => await _offers.OverAsync(visit, days, state),
            _ => await AskDateAsync(visit, state),
        };
    }

    /// <summary>What the message names takes its place among what is known; then on.</summary>
    internal async ValueTask<Move> FillAsync(DialogueState state, Heard? heard) => heard is null
        ? await ProceedAsync(state)
        : Remarking(heard, heard.NoSuchDay is { } none
            ? new(new Reply.NoSuchDate(none.Day, none.Month), WithoutDay(Named(state, heard), none))
            : await FilledAsync(Named(state, heard), heard));

    private static DialogueState Named(DialogueState state, Heard heard) => state with
    {
        Flow = state.Flow == Flow.Move ? Flow.Move : Flow.Book,
        ServiceId = heard.ServiceIds.Count > 1 ? heard.ServiceIds[0] : heard.ServiceId ?? state.ServiceId,
        NextVisit = heard.ServiceIds.Count > 1 ? new(heard.ServiceIds[1]) : state.NextVisit,
        StaffId = heard.Stranger ? null : heard.Staff is { } wish ? wish.StaffId : state.StaffId,
        Pending = null,
    };

    private async ValueTask<Move> FilledAsync(DialogueState state, Heard heard)
    {
        state = heard.Understanding.Excluded.Aggregate(state, Excluding);
        if (heard.HasTimes && heard.Understanding.Times.All(time => !time.Best.HasDate))
            state = await OnItsDayAsync(state);
        if (heard.SameTime && await SpokenOfAsync(state) is { } same)
            state = state with { Time = same.TimeOfDay };
        var when = WhenHeard.Read(heard.Understanding.Times, state, context);
        state = state with { PartOfDay = when.PartOfDay ?? state.PartOfDay };
        if (when.Moments is { } moments && Meant(state) is { } service)
            return await _offers.OverAsync(
                new(service.Id, state.StaffId, state.Moving), when.Days!,
                state with { ServiceId = service.Id, Date = null, Days = when.Days, Time = null, PartOfDay = null },
                moments);
        if (when.Either.Count > 0)
            return await EitherAsync(
                when.Either, state with { Date = null, Days = when.Days, Time = null, PartOfDay = when.PartOfDay });
        if (when.Days is not null)
            state = state with { Date = null, Days = when.Days, Time = when.Single?.Time, Offset = null };
        else if (when.Readings.Count > 1)
            return new(new Reply.WhichTime(when.Readings), state);
        else if (when.Single is { } named)
        {
            var time = heard.IsWeekday ? AmongOffered(named) : named;
            var days = time.Date is null ? state.Days : null;
            state = state with
            {
                Date = time.Date ?? state.Date, Days = days, Time = time.Time, Offset = null,
            };
        }
        else if (heard.Soon)
            state = state with { Date = null, Days = _offers.Soon, Time = null, Offset = null };
        else if (when.PartOfDay is not null)
            state = state with { Time = null, Offset = null };
        return await ProceedAsync(state);
    }

    private async ValueTask<Move> AskDateAsync(Visit visit, DialogueState state)
    {
        if (visit.Moved is not { } id)
            return new(new Reply.AskDate(visit.ServiceId) { StaffId = visit.StaffId }, state);
        if (await context.OwnAsync(id) is not { } moved)
            return new(new Reply.AlreadyCancelled(), state.Done());
        return state.Time is null && state.PartOfDay is null
            ? new(new Reply.AskNewTime(moved), state)
            : await ProceedAsync(await OnItsDayAsync(state));
    }

    /// <summary>"Move it to 5pm": on the same day.</summary>
    private async ValueTask<DialogueState> OnItsDayAsync(DialogueState state) =>
        state is { Moving: { } id, Date: null, Days: null } && await context.OwnAsync(id) is { } moved
            ? state with { Date = moved.Start.Date }
            : state;

    /// <summary>The slot that shall be different is asked for again; the others stay.</summary>
    private DialogueState Without(Cue slot) => slot switch
    {
        Cue.Service => _state with { ServiceId = null },
        Cue.Day => _state with { Date = null, Days = null },
        _ => _state with { Time = null, Offset = null },
    };

    private bool IsStaffed(Booking booking) => Business.Staff.Count == 0
        ? booking.StaffId is null
        : Business.FindStaff(booking.StaffId) is { } member && member.Does(booking.ServiceId);

    /// <summary>A bare "4" in answer to "which time?": four in the night or in the afternoon.</summary>
    private static TimeReading OClock(int hour)
    {
        int[] hours = hour is > 0 and < 12 ? [hour, hour + 12] : [hour];
        return new(
            [.. hours.Select(one => new LocalDate(1, 1, 1).At(new LocalTime(one, 0)))
                .Select(start => new LocalSpan(start, start.PlusHours(1), HasDate: false, HasTime: true))],
            TimeAmbiguity.MorningOrEvening);
    }

    private static bool AsksSomethingElse(Heard heard) => IsSmallTalk(heard)
        || heard.Sure && heard.Understanding.Reply != YesNo.No
        && (heard.Words > 3 || heard.Intent == Intent.CancelAppointment)
        && heard.Intent is not (Intent.BookAppointment or Intent.Availability or Intent.Reschedule
            or Intent.OutOfScope or Intent.Greet or Intent.Thanks or Intent.KnowledgeQuestion);

    /// <summary>"The weather is nice today" names a day and means none.</summary>
    private static bool IsSmallTalk(Heard heard) =>
        heard is { Intent: Intent.OutOfScope, ServiceId: null, Staff: null, Answer: YesNo.Neither, Words: >= 4 }
        && heard.Understanding.Confidence >= Certain
        && heard is { RulesOut: false, Corrects: false, Soon: false, Shift: null }
        && heard.Understanding.Times.All(time => !time.Best.HasTime);

    /// <summary>The running booking, or a new one with what an unclear message had named.</summary>
    private DialogueState Begun() => _state.Flow switch
    {
        Flow.Book => _state,
        Flow.None => Kept() with
        {
            Flow = Flow.Book,
            Date = _state.Date,
            Days = _state.Days,
            Time = _state.Time,
            PartOfDay = _state.PartOfDay,
        },
        _ => _state.Begin(Flow.Book),
    };

    /// <summary>What and with whom; when is to be said anew.</summary>
    private DialogueState Kept() => _state.Begin(_state.Flow == Flow.Move ? Flow.Move : Flow.Book) with
    {
        ServiceId = _state.ServiceId,
        StaffId = _state.StaffId,
        Moving = _state.Moving,
        Others = _state.Others,
        NextVisit = _state.NextVisit,
    };

    private DialogueState Holding(Booking booking, AppointmentId? moved) =>
        _state.Begin(moved is null ? Flow.Book : Flow.Move) with
        {
            ServiceId = booking.ServiceId,
            StaffId = booking.StaffId,
            Moving = moved,
            Others = _state.Others,
            NextVisit = _state.NextVisit,
            Date = booking.Start.Date,
            Time = booking.Start.TimeOfDay,
            Offset = booking.Zoned.Offset,
        };
}
