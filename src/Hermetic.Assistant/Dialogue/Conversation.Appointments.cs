namespace Hermetic.Assistant;

// What is said about an appointment beside booking, moving and cancelling it.
internal sealed partial class Conversation
{
    /// <summary>
    /// A booking that waited for its button and is given up for something else is named: nobody shall believe
    /// that it was made. Who corrects it ("no, 4pm") sees the new one in its place.
    /// </summary>
    private Move PassingOver(Heard heard, Move move)
    {
        if (_state.Pending is not PendingAction.Book { Booking: var left }
            || move.Say is not { } say || say is Reply.Answer or Reply.Aside)
        {
            return move;
        }
        var same = say.Innermost is Reply.ConfirmBooking { Booking: var again } && again == left;
        var another = !same && (move.Next.Flow == Flow.Book
            ? heard is { ServiceId: { } wished, Corrects: false }
                && (heard.HasTimes || !string.Equals(wished, left.ServiceId, StringComparison.Ordinal))
            : move.Next.Flow != Flow.None && move.Next.Flow != _state.Flow);
        return another ? move with { Say = new Reply.SaidFirst(new Reply.NotBooked(left), say) } : move;
    }

    /// <summary>
    /// "Are you sure?", right after a booking or before its button: what the calendar says. Null where nothing was
    /// agreed.
    /// </summary>
    private async ValueTask<Move?> ReassureAsync()
    {
        Reply? waits = _state.Pending switch
        {
            PendingAction.Book book => new Reply.ConfirmBooking(book.Booking),
            PendingAction.Move move => await Moving.QuestionAsync(move),
            _ => null,
        };
        if (waits is not null)
            return new(new Reply.SaidFirst(new Reply.NotYet(), waits), _state);
        if (_state.Booked is null)
            return null;
        var kept = (await context.OwnAsync())
            .FirstOrDefault(one => _state.Booked is { } booked && one.Start == booked.Zoned);
        return kept is null ? await _cancelling.ListAsync() : new(new Reply.ItIsBooked(kept), _state);
    }

    /// <summary>
    /// Whoever waits for somebody who is late has to know: a person is told, for which appointment, and what
    /// the business has written about coming late is said.
    /// </summary>
    private async ValueTask<Move> PassOnAsync(Heard heard)
    {
        var today = context.Input.Now.Date;
        var times = heard.Understanding.Times;
        var meant = (await context.OwnAsync())
            .FirstOrDefault(one => one.Start.Date == today || times.Any(one.IsOnTheDayOf));
        var move = HandOver(HandOverReason.Late);
        var told = meant is null ? move.Say! : new Reply.LatePassedOn(meant);
        return heard.Knowledge is { } found
            ? move with { Say = new Reply.SaidFirst(told, new Reply.FromKnowledge(found.Quote)) }
            : move with { Say = told };
    }
}
