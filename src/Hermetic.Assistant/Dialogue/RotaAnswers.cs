using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// Who works when, from the hours of the business's people; where it names nobody, its own hours.
/// </summary>
internal static class RotaAnswers
{
    private const int Week = 7;

    internal static Move Of(Heard heard, TurnContext context)
    {
        var staff = context.Business.Staff;
        if (heard is { Stranger: false, NoSuchDay: null } && staff.Count > 0)
            return About(heard.Staff?.StaffId, heard, context);
        var hours = FactAnswers.Hours(heard, context);
        if (!heard.Stranger || hours.Say is Reply.NoSuchDate)
            return hours;
        var dates = staff.Count == 0 && hours.Say is Reply.HoursOn { Dates: var named } ? named : new([]);
        var nobody = new Reply.NobodyOfThatName(new(staff.Select(member => member.Id))) { Dates = dates };
        return new(nobody, context.State);
    }

    /// <summary>"And on friday?", after it was asked about one of them.</summary>
    internal static Move? Further(Heard heard, TurnContext context) =>
        context.Business.FindStaff(context.State.StaffId) is { } member
            ? About(member.Id, heard, context) : null;

    /// <summary>Who was asked about is meant next, unless something is being booked.</summary>
    private static Move About(string? staffId, Heard heard, TurnContext context) => new(
        new Reply.WhoWorks(Dates(heard, staffId, context), staffId),
        context.State.Flow == Flow.None ? context.State with { StaffId = staffId } : context.State);

    /// <summary>The days that are named; without, the coming week of one who is named.</summary>
    private static Options<LocalDate> Dates(Heard heard, string? staffId, TurnContext context)
    {
        var today = context.Input.Now.Date;
        var span = heard.Understanding.Times.Select(time => time.Best).FirstOrDefault(best => best.HasDate);
        if (span is null)
            return new(staffId is null ? [] : Enumerable.Range(0, Week).Select(today.PlusDays));
        var last = LocalDateTime.Max(span.Start, span.End.PlusTicks(-1)).Date;
        var first = last < today ? span.Start.Date : LocalDate.Max(span.Start.Date, today);
        var days = Math.Min(Period.DaysBetween(first, last) + 1, Week);
        return new(Enumerable.Range(0, days).Select(first.PlusDays));
    }
}
