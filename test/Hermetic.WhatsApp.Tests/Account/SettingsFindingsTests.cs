namespace Hermetic.WhatsApp.Tests;

public sealed class SettingsFindingsTests
{
    [Fact]
    public void Storage_for_thirty_days_is_a_note_that_names_both_ways_out_and_their_price()
    {
        var finding = Accounts.OneNew(Accounts.With(settings: Accounts.Settings with { Storage = new(StoragePlace.Cloud) }));
        Assert.Equal(("Storage at Meta", FindingSeverity.Note), (finding.Subject, finding.Severity));
        Assert.Contains("30 days", finding.Sentence, StringComparison.Ordinal);
        foreach (var words in new[] { "--minimise-at-meta", "one hour", "131035", "--localise" })
            Assert.Contains(words, finding.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void No_storage_is_in_order_and_tells_its_price()
    {
        var finding = Assert.Single(
            AccountFindings.Of(Accounts.Sound, Accounts.Now), one => one.Subject == "Storage at Meta");
        Assert.Equal(FindingSeverity.Ok, finding.Severity);
        Assert.Contains("131035", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_in_one_country_is_in_order_and_names_it()
    {
        var finding = Accounts.OneNew(
            Accounts.With(settings: Accounts.Settings with { Storage = StorageAtMeta.InCountry("de") }));
        Assert.Equal(FindingSeverity.Ok, finding.Severity);
        Assert.Contains(" DE ", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_identity_check_being_off_is_a_note_that_setup_cures()
    {
        var finding = Accounts.OneNew(Accounts.With(settings: Accounts.Settings with { IsIdentityCheckEnabled = false }));
        Assert.Equal(("Identity check", FindingSeverity.Note), (finding.Subject, finding.Severity));
        Assert.Contains("--identity-check", finding.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_nobody_answers_are_a_note() =>
        Assert.Equal("Calls", Accounts.OneNew(
            Accounts.With(settings: Accounts.Settings with { IsCallingEnabled = true })).Subject);

    [Theory]
    [InlineData(false, null, FindingSeverity.Note)]
    [InlineData(true, "MISMATCH", FindingSeverity.Problem)]
    [InlineData(true, null, FindingSeverity.Note)]
    public void A_key_for_forms_that_is_missing_or_does_not_match_is_told(
        bool isPresent, string? status, FindingSeverity severity)
    {
        var finding = Accounts.OneNew(Accounts.With(key: new(isPresent, status)));
        Assert.Equal(("Key for forms", severity), (finding.Subject, finding.Severity));
    }

    [Theory]
    [InlineData("D")]
    [InlineData("DEU")]
    [InlineData("1!")]
    public void A_country_is_two_letters(string region) =>
        Assert.Throws<ArgumentException>(() => StorageAtMeta.InCountry(region));
}
