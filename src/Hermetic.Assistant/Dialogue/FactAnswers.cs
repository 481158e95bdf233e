using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Answers from the typed facts of the business; a running task stays as it is.</summary>
internal static class FactAnswers
{
    /// <summary>
    /// A fact asked for by its usual words, unless the message clearly wants something else.
    /// </summary>
    internal static Move? ByTopic(Heard heard, TurnContext context)
    {
        if (heard.Topic == Topic.Staff)
            return RotaAnswers.Of(heard, context);
        var free = !heard.Sure
            || heard.Intent is Intent.KnowledgeQuestion or Intent.OutOfScope or Intent.Greet or Intent.Thanks
            || (heard.Intent is Intent.BookAppointment or Intent.Availability && !heard.HasTimes);
        // Who wants one and asks what it costs as well is told before it is booked.
        var booked = heard is { Topic: Topic.Prices, ServiceId: not null, HasTimes: true, Wants: true };
        if (heard.Topic == Topic.None || !free || booked)
            return null;
        // "Where is the nearest car park?" asks for no address, "how much is parking?" for no price of ours.
        if (heard.ServiceId is null && heard.Topic is not (Topic.Phone or Topic.Hours)
            && FromKnowledge(heard, context) is { } written)
        {
            return written;
        }
        return heard.Topic switch
        {
            Topic.Duration => (heard.ServiceId ?? SpokenOf(heard, context)) is { } lasting
                ? About(lasting, context) : null,
            Topic.Address => new(new Reply.AddressAnswer(), context.State),
            Topic.Phone => new(new Reply.PhoneAnswer(), context.State),
            Topic.Hours => Hours(heard, context),
            Topic.Prices when heard.ServiceIds is [var first, var second] && context.State.Flow == Flow.None =>
                new(new Reply.SaidFirst(new Reply.ServiceAnswer(first), new Reply.ServiceAnswer(second)), context.State),
            Topic.Prices when (heard.ServiceId ?? SpokenOf(heard, context)) is { } serviceId =>
                About(serviceId, context),
            // Not the price list, with confidence, to a question that it does not answer.
            Topic.Prices when heard.AsksMore => Knowledge(heard, context),
            _ => new(new Reply.ServicesAnswer(), context.State),
        };
    }

    /// <summary>The business's own words; a service that is only named is answered from its facts.</summary>
    internal static Move? FromKnowledge(Heard heard, TurnContext context) =>
        heard.Knowledge is { } found && (heard.ServiceId is null || found.NamesMore)
            ? new(new Reply.FromKnowledge(found.Quote), context.State)
            : null;

    /// <summary>"How much is it?": the service that is being booked or was asked about.</summary>
    private static string? SpokenOf(Heard heard, TurnContext context) =>
        heard.PointsBack || heard.Topic == Topic.Duration || heard.Essential <= 2
            ? context.Business.Find(context.State.ServiceId ?? context.State.Booked?.ServiceId)?.Id : null;

    /// <summary>
    /// A question that neither facts nor documents answer is not answered: no answer is better than an
    /// invented one.
    /// </summary>
    internal static Move Knowledge(Heard? heard, TurnContext context) =>
        heard is { ServiceId: { } serviceId, AsksMore: false }
            ? About(serviceId, context)
            : new(new Reply.DoNotKnow(), context.State, Failed: true);

    /// <summary>
    /// A day that is named next is for this service, unless something else is being booked.
    /// </summary>
    private static Move About(string serviceId, TurnContext context) => new(
        // Of what was booked just now nobody needs another day.
        string.Equals(serviceId, context.State.Booked?.ServiceId, StringComparison.Ordinal)
            ? new Reply.InBetween(new Reply.ServiceAnswer(serviceId)) : new Reply.ServiceAnswer(serviceId),
        context.State.Flow == Flow.None ? context.State with { ServiceId = serviceId } : context.State);

    internal static Move Hours(Heard? heard, TurnContext context)
    {
        if (heard?.NoSuchDay is { } none)
            return new(new Reply.NoSuchDate(none.Day, none.Month), context.State);
        var span = heard?.Understanding.Times.Select(time => time.Best).FirstOrDefault(best => best.HasDate);
        if (span is null)
            return new(new Reply.WeekHours(context.Input.Now.Date), context.State);
        var last = LocalDateTime.Max(span.Start, span.End.PlusTicks(-1)).Date;
        var days = Period.DaysBetween(span.Start.Date, last) + 1;
        var dates = Enumerable.Range(0, Math.Min(days, 7)).Select(span.Start.Date.PlusDays);
        return new(
            days > 7 ? new Reply.WeekHours(context.Input.Now.Date) : new Reply.HoursOn(new(dates)),
            context.State);
    }

    /// <summary>"And on monday?", right after the hours of another day: the hours again.</summary>
    internal static Move? Further(Heard heard, TurnContext context)
    {
        var onlyADay = heard.Understanding.Times is [{ Best: { HasDate: true, HasTime: false } }]
            && heard is { ServiceId: null, Words: <= 6 }
            && !(heard.Sure && heard.Intent is not (Intent.OpeningHours or Intent.OutOfScope or Intent.Availability));
        return context.State is { AskedHours: true, Flow: Flow.None } && onlyADay
            ? RotaAnswers.Further(heard, context) ?? Hours(heard, context) : null;
    }
}
