using Hermetic.Server.Demo;
using Hermetic.Server.Tests.Facts;

namespace Hermetic.Server.Tests.Demo;

public sealed class DemoBusinessTests
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
}
