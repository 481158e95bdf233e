using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests;

public sealed class AccountSettingsTests
{
    [Fact]
    public void Neither_data_nor_keys_are_needed_and_account_and_PIN_are_optional()
    {
        var settings = Read(Complete());
        Assert.Null(settings.BusinessAccountId);
        Assert.Null(settings.Pin);
    }

    [Fact]
    public void The_PIN_may_come_from_a_file_and_is_never_in_a_message()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "918273\n");

        var settings = Read([.. Complete(), ("WhatsApp:Pin_File", file), ("WhatsApp:BusinessAccountId", "102290129340398")]);

        Assert.True(settings.Pin!.Matches("918273"u8));
        Assert.Equal("102290129340398", settings.BusinessAccountId);
        Assert.DoesNotContain("918273", settings.ToString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var refused = Assert.Throws<SettingsException>(() => Read(
            ("WhatsApp:GraphBaseUrl", "http://graph.example"), ("WhatsApp:BusinessAccountId", "me/accounts"),
            ("WhatsApp:Pin_File", "/nowhere/pin")));

        foreach (var key in new[] { "AccessToken", "PhoneNumberId", "GraphBaseUrl", "BusinessAccountId", "Pin_File" })
            Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    private static (string, string)[] Complete() =>
    [
        ("WhatsApp:AppSecret", "a"), ("WhatsApp:VerifyToken", "b"), ("WhatsApp:AccessToken", "c"),
        ("WhatsApp:PhoneNumberId", "1"),
    ];

    private static AccountSettings Read(params (string Key, string Value)[] values) =>
        AccountSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(one => KeyValuePair.Create<string, string?>(one.Key, one.Value)))
            .Build());
}
