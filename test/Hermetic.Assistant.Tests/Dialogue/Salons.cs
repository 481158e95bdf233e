using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>The salon of the sample with three people in it.</summary>
internal static class Salons
{
    /// <summary>
    /// Mira does everything, Jonas cuts hair and beards, Sofia does everything in the mornings and is away on Friday,
    /// 27 November.
    /// </summary>
    internal static Business Staffed { get; } = Script.Salon with
    {
        Staff =
        [
            new("mira", "Mira", []), new("jonas", "Jonas", ["haircut", "kids-cut", "beard-trim"]),
            new("sofia", "Sofia", [])
            {
                Aliases = ["Sofie"],
                Hours = SampleBusiness.HairSalon.Hours with { Week = Mornings() },
                Away = [new(new(2026, 11, 27), new(2026, 11, 27))],
            },
        ],
    };

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> Mornings() =>
        Enumerable.Range(1, 7).ToDictionary(
            day => (IsoDayOfWeek)day,
            IReadOnlyList<OpenSpan> (_) => [new(new LocalTime(8, 0), new LocalTime(12, 0))]);
}
