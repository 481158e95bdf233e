using NodaTime;

namespace Hermetic.Assistant;

/// <summary>The business of the demo, used when none is configured.</summary>
public static class SampleBusiness
{
    public static Business HairSalon { get; } = new(
        Name: "Salon Morgenrot",
        Address: "Kastanienallee 12, 10435 Berlin",
        Phone: "+49 30 5550 0142",
        Zone: DateTimeZoneProviders.Tzdb["Europe/Berlin"],
        Hours: new(Week(), Holidays()),
        Services:
        [
            new("haircut", "Haircut", ["hair cut", "cut", "trim", "wash and cut", "cut and blow dry"],
                45, Euro(42)),
            new("kids-cut", "Children's haircut", ["kids cut", "kids haircut", "child haircut",
                "childrens cut", "haircut for my son", "haircut for my daughter"], 30, Euro(24)),
            new("beard-trim", "Beard trim", ["beard", "shave", "beard cut"], 20, Euro(18)),
            new("colour", "Colour",
                ["color", "hair colour", "hair color", "dye", "colouring", "coloring", "roots"],
                90, Euro(78)),
            new("balayage", "Balayage", ["highlights", "streaks", "foils"], 150, Euro(145)),
            new("blow-dry", "Blow-dry", ["blowdry", "blow out", "styling"], 30, Euro(29.50m)),
        ],
        Booking: new(),
        Privacy: new(
            "privacy@salon-morgenrot.example", "https://salon-morgenrot.example/privacy", RetentionDays: 30),
        Languages: ["en"]);

    private static Price Euro(decimal amount) => new(amount, "EUR");

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> Week()
    {
        IReadOnlyList<OpenSpan> usual = [Span(9, 18)];
        return new()
        {
            [IsoDayOfWeek.Tuesday] = usual,
            [IsoDayOfWeek.Wednesday] = usual,
            [IsoDayOfWeek.Thursday] = [Span(9, 13), Span(14, 20)],
            [IsoDayOfWeek.Friday] = usual,
            [IsoDayOfWeek.Saturday] = [Span(9, 14)],
        };
    }

    private static List<SpecialDay> Holidays() =>
    [
        new(new(2026, 12, 24), "Christmas Eve", [Span(9, 13)]),
        new(new(2026, 12, 25), "Christmas Day", []),
        new(new(2026, 12, 26), "Boxing Day", []),
        new(new(2026, 12, 31), "New Year's Eve", [Span(9, 13)]),
        new(new(2027, 1, 1), "New Year's Day", []),
        new(new(2027, 3, 26), "Good Friday", []),
        new(new(2027, 5, 1), "Labour Day", []),
        new(new(2027, 5, 6), "Ascension Day", []),
    ];

    private static OpenSpan Span(int from, int until) => new(new LocalTime(from, 0), new LocalTime(until, 0));
}
