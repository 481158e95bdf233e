using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Who works when.</summary>
public static class Rota
{
    extension(Business business)
    {
        /// <summary>
        /// The hours of a date in which this member works: within the hours of the business, and none while
        /// away.
        /// </summary>
        /// <param name="member">Null for the business itself.</param>
        public DayHours HoursOf(StaffMember? member, LocalDate date)
        {
            var open = business.Hours.On(date);
            if (member is null)
                return open;
            if (member.Away.Any(days => days.Contains(date)))
                return open with { Spans = [] };
            return member.Hours is { } own
                ? open with { Spans = Common(open.Spans, own.On(date).Spans) }
                : open;
        }
    }

    private static List<OpenSpan> Common(IReadOnlyList<OpenSpan> some, IReadOnlyList<OpenSpan> others) =>
    [
        .. from one in some
           from other in others
           let both = new OpenSpan(LocalTime.Max(one.From, other.From), LocalTime.Min(one.Until, other.Until))
           where both.From < both.Until
           select both,
    ];
}
