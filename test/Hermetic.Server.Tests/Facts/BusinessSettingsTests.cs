using Hermetic.Assistant;
using Hermetic.Server.Facts;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests.Facts;

public sealed class BusinessSettingsTests : IDisposable
{
    private readonly OwnersFolder _mine = new();

    [Fact]
    public void Unset_is_the_built_in_salon()
    {
        var settings = BusinessSettings.Read(Source(""));

        Assert.Null(settings.Watched);
        Assert.Same(SampleBusiness.HairSalon, settings.Business);
    }

    [Fact]
    public void A_folder_is_read_and_watched()
    {
        _mine.Replace("facts.json", "Salon Morgenrot", "Chez Nous");

        var settings = BusinessSettings.Read(Source(_mine.Path));

        Assert.Equal("Chez Nous", settings.Business.Name);
        Assert.Equal(_mine.Path, settings.Watched!.Path);
        Assert.Equal(32, settings.Sha256.Length);
    }

    [Fact]
    public void A_service_does_not_start_with_problems_and_names_every_one()
    {
        _mine.Replace("services.json", "\"minutes\": 20,", "");
        _mine.Replace("facts.json", "Europe/Berlin", "Berlin");

        var refused = Assert.Throws<SettingsException>(() => Settings.Read(Configuration(_mine.Path), intake: true));

        Assert.Contains("Business facts.json, line 7: there is no time zone \"Berlin\"; did you mean \"Europe/Berlin\"?", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Business services.json, line 18: a service needs a duration (\"minutes\": 45)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("WhatsApp:AppSecret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_beside_the_service_can_be_used_in_the_middle_of_an_edit()
    {
        _mine.Write("services.json", "{");

        Assert.Same(SampleBusiness.HairSalon, Settings.Read(Configuration(_mine.Path), intake: false).Business.Business);
    }

    private static SettingsSource Source(string folder) => new(Configuration(folder));

    private static IConfiguration Configuration(string folder) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Business", folder), new("Data", "/tmp/hermetic-data")]).Build();

    public void Dispose() => _mine.Dispose();
}
