using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var refused = Assert.Throws<SettingsException>(() => Read(
            ("Data", "/tmp/d"), ("Keys:Directory", "/tmp/d/keys"), ("Urls", "http://0.0.0.0:80"),
            ("WhatsApp:GraphBaseUrl", "http://graph.example"), ("Monitoring:ProbeSenders", "5-3")));

        foreach (var key in new[] { "Keys:Directory", "Urls", "AppSecret", "VerifyToken", "AccessToken", "PhoneNumberId", "GraphBaseUrl", "ProbeSenders" })
            Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_come_from_a_file_and_is_never_in_a_message()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "hush\n");

        var settings = Read([.. Complete(), ("WhatsApp:AppSecret", ""), ("WhatsApp:AppSecret_File", file)]);

        Assert.True(settings.WhatsApp.AppSecret.Matches("hush"u8));
        Assert.DoesNotContain("hush", settings.ToString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void An_empty_secret_is_refused() =>
        Assert.Throws<SettingsException>(() => Read([.. Complete(), ("WhatsApp:AppSecret", " ")]));

    [Theory]
    [InlineData("WhatsApp:WindowTemplate")]
    [InlineData("WhatsApp:ReminderTemplate")]
    public void A_template_is_named_as_it_was_approved(string key)
    {
        var refused = Assert.Throws<SettingsException>(() => Read(
            [.. Complete(), ($"{key}:Name", "My Template"), ($"{key}:Language", "e"), ($"{key}:Category", "other")]));

        Assert.Equal(4, refused.Message.Split('\n').Length);
        Assert.Contains($"{key}:Name", refused.Message, StringComparison.Ordinal);
        Assert.Null(Read(Complete()).WhatsApp.ReminderTemplate);
    }

    [Fact]
    public void The_keys_lie_beside_the_data_unless_said_otherwise()
    {
        var settings = Read(Complete());

        Assert.Equal("/tmp/hermetic-data-keys", settings.KeysDirectory);
    }

    [Fact]
    public void A_verb_on_a_stopped_service_needs_no_secrets() =>
        Assert.NotNull(Settings.Read(Configuration(("Data", "/tmp/hermetic-data")), intake: false));

    [Theory]
    [InlineData("http://127.0.0.1:8080", "", "http://127.0.0.1:8080/")]
    [InlineData("http://127.0.0.1:8080", "https://bot.example/hermetic", "https://bot.example/hermetic/")]
    public void Links_lead_to_the_public_address_or_to_where_it_listens(string urls, string configured, string link) =>
        Assert.Equal(
            link, Read([.. Complete(), ("Urls", urls), ("PublicUrl", configured)]).PublicUrl!.AbsoluteUri);

    [Fact]
    public void Behind_a_socket_there_is_no_link_unless_the_public_address_is_known() =>
        Assert.Null(Read([.. Complete(), ("Urls", "http://unix:/run/hermetic.sock"), ("Proxy:Trusted", "socket")]).PublicUrl);

    [Theory]
    [InlineData("http://bot.example")]
    [InlineData("bot.example")]
    [InlineData("ftp://bot.example")]
    [InlineData("https://bot.example/?x=1")]
    public void A_public_address_that_would_show_the_code_or_is_none_is_refused(string configured) =>
        Assert.Contains("PublicUrl", Assert.Throws<SettingsException>(
            () => Read([.. Complete(), ("PublicUrl", configured)])).Message, StringComparison.Ordinal);

    private static (string, string)[] Complete() =>
    [
        ("Data", "/tmp/hermetic-data"), ("WhatsApp:AppSecret", "a"), ("WhatsApp:VerifyToken", "b"),
        ("WhatsApp:AccessToken", "c"), ("WhatsApp:PhoneNumberId", "1"),
    ];

    private static Settings Read(params (string, string)[] values) => Settings.Read(Configuration(values), intake: true);

    private static IConfiguration Configuration(params (string Key, string Value)[] values)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
            settings[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}
