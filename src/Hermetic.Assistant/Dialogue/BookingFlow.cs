using NodaTime;
using NodaTime.TimeZones;

namespace Hermetic.Assistant;

/// <summary>
/// Booking with three slots (service, day, time), asked for one at a time, and confirmed by a button.
/// </summary>
internal sealed class BookingFlow(TurnContext context)
{
    /// <summary>
    /// So many free beginnings are looked at to find three in the part of the day that was named.
    /// </summary>
    private const int WholeDay = 96;

    private readonly DialogueState _state = context.State;

    /// <summary>A new booking; what an unfinished one had is forgotten.</summary>
    internal ValueTask<Move> StartAsync(Heard? heard) =>
        FillAsync(_state.Flow == Flow.Book ? _state : Noted(), heard);

    /// <summary>
    /// A slot or a correction for the running booking ("no, 4pm" keeps the day); null when it is neither.
    /// </summary>
    internal async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (_state.Flow != Flow.Book)
            return null;
        if (heard.Cue is Cue.Service or Cue.Day or Cue.Time)
            return await ProceedAsync(Without(heard.Cue));
        if (heard.Number is { } number && _state.Pending is PendingAction.ChooseService choose)
            return number >= 1 && number <= choose.Options.Count
                ? await ProceedAsync(Take(choose.Options[number - 1]))
                : null;
        if (heard.Number is >= 0 and < 24 && _state.Date is not null)
            return await FillAsync(_state, heard.WithTime(OClock(heard.Number.Value)));
        var names = heard.HasTimes || heard.ServiceId is not null;
        return names && !AsksSomethingElse(heard) ? await FillAsync(_state, heard) : null;
    }

    /// <summary>The new time first, the old appointment after: a person is never left without both.</summary>
    internal async ValueTask<Move> MoveAsync(Heard? heard)
    {
        var own = await context.OwnAsync();
        if (own.Count == 0)
            return new(new Reply.NoAppointments(), _state);
        var first = own[0].ServiceId;
        var sameService = own.All(one => string.Equals(one.ServiceId, first, StringComparison.Ordinal));
        var begun = _state.Begin(Flow.Book) with { ServiceId = sameService ? first : null };
        var asked = await FillAsync(begun, heard);
        return asked with { Say = new Reply.MoveInTwoSteps(asked.Say!) };
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
            Date = when.Single?.Date,
            Time = when.Single?.Time,
            PartOfDay = when.PartOfDay,
        };
    }

    internal async ValueTask<Move> AskAgainAsync() => await ResumeAsync() with { Failed = true };

    internal DialogueState Take(TimeOption time) => _state.Begin(Flow.Book) with
    {
        ServiceId = _state.ServiceId,
        Date = time.Date ?? _state.Date,
        Time = time.Time ?? _state.Time,
        Offset = time.Offset,
    };

    internal DialogueState Take(string serviceId) =>
        _state with { Flow = Flow.Book, ServiceId = serviceId, Pending = null };

    internal Move Confirmed(Booking booking) =>
        new(Say: null, Holding(booking), new PlannedCall.Book(booking, context.Label));

    internal Move Reopened(Booking booking) => new(new Reply.AskChange(), Holding(booking));

    internal static Options<TimeOption> Alternatives(SlotAnswer answer) =>
        new(answer.Alternatives.Take(3).Select(TimeOption.At));

    /// <summary>Asks for the first slot that is missing, or for the confirmation of all three.</summary>
    internal async ValueTask<Move> ProceedAsync(DialogueState state)
    {
        var serviceId = state.ServiceId ?? context.Business.ImpliedService?.Id;
        state = state with { Flow = Flow.Book, ServiceId = serviceId, Pending = null };
        if (context.Business.Find(serviceId) is null)
            return new(new Reply.AskService(new(context.Business.Services.Select(one => one.Id))), state);
        if (state.Date is not { } date)
            return new(new Reply.AskDate(serviceId!), state);
        return state.Time is { } time
            ? await CheckAsync(serviceId!, date + time, state)
            : await OfferAsync(serviceId!, date, state);
    }

    private async ValueTask<Move> FillAsync(DialogueState state, Heard? heard)
    {
        if (heard is null)
            return await ProceedAsync(state);
        var when = WhenHeard.Read(heard.Understanding.Times, state, context);
        state = state with
        {
            Flow = Flow.Book, ServiceId = heard.ServiceId ?? state.ServiceId, Pending = null,
        };
        if (when.AnyOfSeveralDays)
            return await ProceedAsync(state with { Date = null, Time = null });
        if (when.Readings.Count > 1)
            return new(new Reply.WhichTime(when.Readings), state);
        if (when.Single is { } time)
            state = state with { Date = time.Date ?? state.Date, Time = time.Time, Offset = null };
        return await ProceedAsync(state with { PartOfDay = when.PartOfDay ?? state.PartOfDay });
    }

    /// <summary>The slot that shall be different is asked for again; the others stay.</summary>
    private DialogueState Without(Cue slot) => slot switch
    {
        Cue.Service => _state with { ServiceId = null },
        Cue.Day => _state with { Date = null },
        _ => _state with { Time = null, Offset = null },
    };

    private async ValueTask<Move> OfferAsync(string serviceId, LocalDate date, DialogueState state)
    {
        var part = state.PartOfDay;
        var free = await context.Calendar.FreeAsync(
            serviceId, date, part is null ? 3 : WholeDay, context.Cancel);
        var wanted = free.Where(start => part is null || part.Contains(start.TimeOfDay)).ToList();
        // Nothing in the afternoon: then what there is on that day.
        var offered = (wanted.Count > 0 ? wanted : free).Take(3);
        return free.Count == 0
            ? new(new Reply.NothingFree(serviceId, date), state with { Date = null })
            : new(new Reply.AskTime(serviceId, date, new(offered.Select(TimeOption.At))), state);
    }

    private async ValueTask<Move> CheckAsync(string serviceId, LocalDateTime start, DialogueState state)
    {
        var answer = await context.Calendar.CheckAsync(serviceId, start, context.Cancel);
        if (answer.State is not (SlotState.Free or SlotState.AmbiguousTime))
            return new(new Reply.NotFree(answer.State, start, Alternatives(answer)), state);
        var mapping = context.Business.Zone.MapLocal(start);
        return mapping.Count switch
        {
            0 => new(new Reply.NotFree(SlotState.SkippedTime, start, Alternatives(answer)), state),
            2 when Occurrence(mapping, state.Offset) is null =>
                new(new Reply.WhichTime(Occurrences(mapping)), state),
            _ => new(new Reply.ConfirmBooking(
                new(serviceId, Occurrence(mapping, state.Offset) ?? mapping.Single())), state),
        };
    }

    // The clocks go back: the wall time happens twice, and only the offset tells which.
    private static Options<TimeOption> Occurrences(ZoneLocalMapping twice) =>
        new(new[] { twice.First(), twice.Last() }
            .Select(one => TimeOption.At(one.LocalDateTime) with { Offset = one.Offset }));

    private static ZonedDateTime? Occurrence(ZoneLocalMapping mapping, Offset? offset) => mapping.Count switch
    {
        2 when mapping.First().Offset == offset => mapping.First(),
        2 when mapping.Last().Offset == offset => mapping.Last(),
        _ => null,
    };

    /// <summary>A bare "4" in answer to "which time?": four in the night or in the afternoon.</summary>
    private static TimeReading OClock(int hour)
    {
        int[] hours = hour is > 0 and < 12 ? [hour, hour + 12] : [hour];
        return new(
            [.. hours.Select(one => new LocalDate(1, 1, 1).At(new LocalTime(one, 0)))
                .Select(start => new LocalSpan(start, start.PlusHours(1), HasDate: false, HasTime: true))],
            TimeAmbiguity.MorningOrEvening);
    }

    private static bool AsksSomethingElse(Heard heard) =>
        heard.Sure && heard.Words > 3 && heard.Understanding.Reply != YesNo.No
        && heard.Intent is not (Intent.BookAppointment or Intent.Availability or Intent.Reschedule
            or Intent.OutOfScope or Intent.Greet or Intent.Thanks or Intent.KnowledgeQuestion);

    /// <summary>A state that only keeps what an unclear message had named.</summary>
    private DialogueState Noted() => _state.Begin(Flow.Book) with
    {
        ServiceId = _state.ServiceId,
        Date = _state.Date,
        Time = _state.Time,
        PartOfDay = _state.PartOfDay,
    };

    private DialogueState Holding(Booking booking) => _state.Begin(Flow.Book) with
    {
        ServiceId = booking.ServiceId,
        Date = booking.Start.Date,
        Time = booking.Start.TimeOfDay,
    };
}
