using System.Text.Json;

namespace Hermetic.Server.Tests;

public sealed class AccountCheckTests
{
    [Fact]
    public async Task A_sound_account_ends_with_0_and_says_so()
    {
        await using var stage = await AccountStage.SetAsync();

        Assert.Equal(0, await stage.CheckAsync());

        Assert.StartsWith("+493012345678 Salon", stage.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing to repair.", stage.Output, StringComparison.Ordinal);
        Assert.Contains("✓ Two-step PIN", stage.Output, StringComparison.Ordinal);
        Assert.Contains("· Storage at Meta", stage.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("does not say", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_seeded_fault_is_found()
    {
        await using var stage = await AccountStage.SetAsync();
        var account = stage.Account;
        account.Pin = null;
        account.TokenType = "USER";
        account.TokenExpires = stage.Time.GetUtcNow().AddDays(5);
        account.Scopes.Add("ads_management");
        account.Quality = "RED";
        account.Mode = "SANDBOX";
        account.CanSend = "BLOCKED";
        account.FlowsPublicKey = "-----BEGIN PUBLIC KEY-----";
        account.FlowsKeyStatus = "MISMATCH";
        account.SubscribedApps.Clear();
        account.SubscribedApps["99"] = "Analytics";
        account.BusinessVerification = "not_verified";

        Assert.Equal(1, await stage.CheckAsync());

        foreach (var fault in new[]
        {
            "No PIN is set", "belongs to a person", "ends on 2026-11-06", "ads_management", "rating is red", "test number",
            "blocks the number", "does not belong to this registration", "token's app is not subscribed", "Analytics (99)",
            "not verified the business",
        })
            Assert.Contains(fault, stage.Output, StringComparison.Ordinal);
        Assert.Contains("5 problems, 6 warnings.", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_alone_ends_with_1()
    {
        await using var stage = await AccountStage.SetAsync();
        stage.Account.Quality = "YELLOW";
        Assert.Equal(1, await stage.CheckAsync());
        Assert.Contains("0 problems, 1 warning.", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_one_line()
    {
        await using var stage = await AccountStage.SetAsync();
        stage.Account.Pin = null;

        Assert.Equal(1, await stage.CheckAsync(json: true));

        using var line = JsonDocument.Parse(Assert.Single(stage.Output.TrimEnd('\n').Split('\n')));
        Assert.True(line.RootElement.GetProperty("readable").GetBoolean());
        var finding = Assert.Single(
            line.RootElement.GetProperty("findings").EnumerateArray(),
            one => one.GetProperty("severity").GetString() == "problem");
        Assert.Equal("Two-step PIN", finding.GetProperty("subject").GetString());
        Assert.NotEqual("", finding.GetProperty("whatToDo").GetString());
    }

    [Theory]
    [InlineData("WhatsApp:AccessToken", "another canary-token")]
    [InlineData("WhatsApp:GraphBaseUrl", "http://127.0.0.1:9")]
    [InlineData("WhatsApp:PhoneNumberId", "1")]
    public async Task What_cannot_be_read_ends_with_2(string key, string value)
    {
        await using var stage = await AccountStage.SetAsync();
        stage[key] = value;
        Assert.Equal(2, await stage.CheckAsync());
        Assert.Contains("could not be read", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_names_the_account_where_the_configuration_does_not()
    {
        await using var stage = await AccountStage.SetAsync();
        stage["WhatsApp:BusinessAccountId"] = null;
        Assert.Equal(0, await stage.CheckAsync());
        Assert.Contains("✓ Webhooks", stage.Output, StringComparison.Ordinal);
    }
}
