using CsCheck;

namespace Hermetic.WhatsApp.Tests;

/// <summary>What is read out of Meta's answers, whatever they look like.</summary>
public sealed class AccountReadingTests
{
    private static readonly string[] s_reads = ["debug_token", "number", "settings", "flows_key", "apps", "business"];

    [Fact]
    public async Task The_token_is_read()
    {
        var token = await GivenAsync("debug_token", client => client.DebugTokenAsync(default));
        Assert.Equal(("SYSTEM_USER", "1104927364820461", true), (token.Type, token.AppId, token.IsValid));
        Assert.Equal((TokenEnd.Never, TokenEnd.Never), (token.Expires, token.DataAccessExpires));
        Assert.Equal(3, token.Scopes!.Count);
        Assert.Equal([PaperGraph.Business], token.BusinessAccountIds);
    }

    [Fact]
    public async Task The_number_is_read()
    {
        var number = await GivenAsync("number", client => client.GetNumberAsync(PaperGraph.Number, default));
        Assert.Equal(("+49 30 12345678", "Salon äm Park"), (number.DisplayPhoneNumber, number.VerifiedName));
        Assert.Equal(("GREEN", "VERIFIED", "APPROVED"),
            (number.QualityRating, number.CodeVerificationStatus, number.NameStatus));
        Assert.Equal(("STANDARD", "CLOUD_API", "LIVE"), (number.Throughput, number.PlatformType, number.AccountMode));
        Assert.Equal((true, false, true), (number.IsPinEnabled, number.IsOfficialBusinessAccount, number.IsRegistered));
        Assert.Equal(("CONNECTED", "TIER_1K", "AVAILABLE"),
            (number.Status, number.MessagingLimitTier, number.CanSendMessage));
        Assert.Empty(number.HealthErrors);
    }

    [Fact]
    public async Task Settings_and_key_and_apps_and_account_are_read()
    {
        var settings = await GivenAsync("settings", client => client.GetSettingsAsync(PaperGraph.Number, default));
        Assert.Equal(new(StorageAtMeta.InCountry("DE"), false, true), settings);
        var key = await GivenAsync("flows_key", client => client.GetFlowsKeyAsync(PaperGraph.Number, default));
        Assert.Equal(new(true, "VALID"), key);
        var apps = await GivenAsync("apps", client => client.GetSubscribedAppsAsync(PaperGraph.Business, default));
        Assert.Equal(new("1104927364820461", "Salon", null), Assert.Single(apps));
        var account = await GivenAsync(
            "business", client => client.GetBusinessAccountAsync(PaperGraph.Business, default));
        Assert.Equal(new("Salon", "VERIFIED", "APPROVED"), account);
    }

    [Theory]
    [InlineData("""{"storage_configuration":{"status":"NO_STORAGE_ENABLED","retention_minutes":60}}""", StoragePlace.Nowhere)]
    [InlineData("""{"storage_configuration":{"status":"in_country_storage_enabled"}}""", StoragePlace.InCountry)]
    [InlineData("""{"storage_configuration":{"status":"default"}}""", StoragePlace.Cloud)]
    [InlineData("""{"storage_configuration":{"status":"SOMETHING_NEW"}}""", StoragePlace.Unsaid)]
    [InlineData("""{"storage_configuration":7}""", StoragePlace.Unsaid)]
    [InlineData("{}", StoragePlace.Unsaid)]
    public async Task Storage_is_read_in_either_spelling_and_never_guessed(string body, StoragePlace place)
    {
        var answer = await new PaperGraph(200, body).Client.GetSettingsAsync(PaperGraph.Number, default);
        Assert.Equal(place, Assert.IsType<GraphAnswered<NumberSettings>>(answer).Value.Storage.Place);
    }

    [Fact]
    public async Task The_identity_check_is_read_under_both_names_that_Meta_has_for_it()
    {
        foreach (var name in new[] { "enable_identity_key_check", "enabled" })
        {
            var graph = new PaperGraph(200, $$$"""{"user_identity_change":{"{{{name}}}":"true"}}""");
            var answer = await graph.Client.GetSettingsAsync(PaperGraph.Number, default);
            Assert.True(Assert.IsType<GraphAnswered<NumberSettings>>(answer).Value.IsIdentityCheckEnabled);
        }
    }

    [Fact]
    public async Task What_a_terminal_would_obey_is_not_printed()
    {
        var graph = new PaperGraph(200, """{"verified_name":"\u001b[2JSalon\r\n\u202ekraP"}""");
        var answer = await graph.Client.GetNumberAsync(PaperGraph.Number, default);
        Assert.Equal(
            "\uFFFD[2JSalon\uFFFD\uFFFD\uFFFDkraP",
            Assert.IsType<GraphAnswered<NumberDescription>>(answer).Value.VerifiedName);
    }

    /// <summary>Absent, doubled, swapped, of another type: it is read, judged and planned for without an
    /// exception.</summary>
    [Fact]
    public void An_odd_answer_never_throws_and_is_judged_in_sentences() =>
        JsonMutation.Of([.. s_reads.Select(name => AccountVector.Of(name).Answer)]).Sample(odd =>
        {
            var client = new PaperGraph(200, odd).Client;
            var account = client.ReadAsync(PaperGraph.Number, PaperGraph.Business, default).GetAwaiter().GetResult();
            AccountSetup.Plan(account, new(StorageAtMeta.Nothing, IdentityCheck: true));
            foreach (var finding in AccountFindings.Of(account, DateTimeOffset.UnixEpoch))
            {
                Assert.NotEmpty(finding.Subject);
                Assert.EndsWith(".", finding.Sentence, StringComparison.Ordinal);
                Assert.DoesNotContain(finding.Sentence + finding.WhatToDo, char.IsControl);
            }
        }, iter: 2000, threads: 1);

    private static async Task<T> GivenAsync<T>(string name, Func<AccountClient, Task<GraphOutcome<T>>> read) =>
        Assert.IsType<GraphAnswered<T>>(
            await read(new PaperGraph(200, AccountVector.Of(name).Answer).Client)).Value;
}
