using System.Globalization;
using System.Text.RegularExpressions;
using Hermetic.Server.Demo;
using Hermetic.Server.Tests.Facts;
using NodaTime;

namespace Hermetic.Server.Tests.Demo;

public sealed partial class DemoBusinessTests
{
    [Fact]
    public void Without_a_folder_the_salon_is_shown() =>
        Assert.Equal((null, "Salon Morgenrot"), (DemoBusiness.Read(folder: null).Folder, DemoBusiness.Read(folder: null).Name));

    [Fact]
    public void An_own_business_is_asked_its_own_questions()
    {
        using var mine = new OwnersFolder("dental-practice");

        var business = DemoBusiness.Read(mine.Path);

        Assert.Equal("Dental Practice Lindenhof", business.Name);
        Assert.Equal("When are you open?", business.Suggestions[0]);
        Assert.Equal(5, business.Suggestions.Count);
    }

    [Fact]
    public void A_folder_with_problems_is_not_shown()
    {
        using var mine = new OwnersFolder();
        mine.Write("hours.json", "{}");

        Assert.Contains(
            "hours.json: the business is never open",
            Assert.Throws<SettingsException>(() => DemoBusiness.Read(mine.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hair-salon")]
    [InlineData("dental-practice")]
    public void What_the_tour_asks_for_is_offered_and_fits_into_the_opening_hours(string sample)
    {
        using var mine = sample.Length == 0 ? null : new OwnersFolder(sample);
        var business = mine is null ? DemoBusiness.Salon : DemoBusiness.Read(mine.Path);
        var wishes = business.Wishes().Select(wish => Wish().Match(wish)).ToList();

        Assert.True(wishes.Count >= 6);
        foreach (var wish in wishes)
        {
            Assert.Equal(business.Facts.Services[0].Name, wish.Groups["service"].Value);
            var time = LocalTime.FromTimeOnly(TimeOnly.ParseExact(
                wish.Groups["time"].Value.ToUpperInvariant(), "h:mmtt", CultureInfo.InvariantCulture));
            var span = Assert.Single(
                business.Facts.Hours.Usual(Enum.Parse<IsoDayOfWeek>(wish.Groups["day"].Value)), span => span.Contains(time));
            Assert.True(time.PlusMinutes(business.Booked.Minutes) <= span.Until);
        }
        // One of them may be today: they are not all of one day.
        Assert.Equal(3, wishes.Take(3).Select(wish => wish.Groups["day"].Value).Distinct(StringComparer.Ordinal).Count());
    }

    [GeneratedRegex(@"^(?<service>.+) on (?<day>\w+day) at (?<time>\d+:\d\d[ap]m), please$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wish();
}
