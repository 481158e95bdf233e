namespace Hermetic.WhatsApp.Tests;

public sealed class NumberFindingsTests
{
    [Theory]
    [InlineData(false, FindingSeverity.Problem, "No PIN is set")]
    [InlineData(null, FindingSeverity.Note, "does not say")]
    public void A_PIN_that_is_not_set_is_a_problem(bool? isSet, FindingSeverity severity, string words) =>
        Expect(Accounts.Number with { IsPinEnabled = isSet }, "Two-step PIN", severity, words);

    [Theory]
    [InlineData("YELLOW", FindingSeverity.Warning, "yellow")]
    [InlineData("RED", FindingSeverity.Problem, "red")]
    [InlineData("UNKNOWN", FindingSeverity.Note, "no quality rating")]
    [InlineData("NA", FindingSeverity.Note, "no quality rating")]
    public void The_quality_rating_is_told(string rating, FindingSeverity severity, string words) =>
        Expect(Accounts.Number with { QualityRating = rating }, "Quality", severity, words);

    [Theory]
    [InlineData("BANNED")]
    [InlineData("RESTRICTED")]
    [InlineData("FLAGGED")]
    public void A_number_that_is_not_connected_is_a_problem(string status) =>
        Expect(Accounts.Number with { Status = status }, "Connection", FindingSeverity.Problem, status);

    [Theory]
    [InlineData("CLOUD_API", "PENDING")]
    [InlineData("CLOUD_API", "DISCONNECTED")]
    [InlineData("NOT_APPLICABLE", "CONNECTED")]
    [InlineData("ON_PREMISE", "CONNECTED")]
    public void A_number_that_is_not_registered_is_a_problem_that_setup_cures(string platform, string status)
    {
        var number = Accounts.Number with { PlatformType = platform, Status = status, CodeVerificationStatus = "VERIFIED" };
        var finding = Expect(number, "Connection", FindingSeverity.Problem, "not registered");
        Assert.Contains("whatsapp setup", finding.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_having_proven_the_number_matters_only_before_it_is_registered()
    {
        Assert.Empty(Accounts.New(Accounts.With(number: Accounts.Number with { CodeVerificationStatus = "NOT_VERIFIED" })));
        var findings = Accounts.New(Accounts.With(
            number: Accounts.Number with { CodeVerificationStatus = "NOT_VERIFIED", Status = "PENDING" }));
        Assert.Contains(findings, finding => finding is { Subject: "Ownership", Severity: FindingSeverity.Problem });
    }

    [Fact]
    public void A_test_number_is_a_warning() =>
        Expect(Accounts.Number with { AccountMode = "SANDBOX" }, "Account mode", FindingSeverity.Warning, "test number");

    [Theory]
    [InlineData("LIMITED", FindingSeverity.Warning)]
    [InlineData("BLOCKED", FindingSeverity.Problem)]
    public void What_Meta_holds_against_sending_is_quoted(string health, FindingSeverity severity) => Expect(
        Accounts.Number with { CanSendMessage = health, HealthErrors = [new("WABA", "Add a payment method.")] },
        "Sending", severity, "WABA: Add a payment method.");

    [Theory]
    [InlineData("DECLINED", FindingSeverity.Warning)]
    [InlineData("EXPIRED", FindingSeverity.Warning)]
    [InlineData("PENDING_REVIEW", FindingSeverity.Note)]
    public void A_display_name_that_is_not_approved_is_told(string status, FindingSeverity severity) =>
        Expect(Accounts.Number with { NameStatus = status }, "Display name", severity, "display name");

    [Theory]
    [InlineData("TIER_250", "250 people a day")]
    [InlineData("TIER_UNLIMITED", "any number of people")]
    public void The_messaging_limit_is_a_note(string tier, string words) =>
        Expect(Accounts.Number with { MessagingLimitTier = tier }, "Messaging limit", FindingSeverity.Note, words);

    [Theory]
    [InlineData("STANDARD", " 80 ")]
    [InlineData("HIGH", " 1000 ")]
    public void The_throughput_is_told(string level, string words) =>
        Expect(Accounts.Number with { Throughput = level }, "Throughput", FindingSeverity.Ok, words);

    private static Finding Expect(NumberDescription number, string subject, FindingSeverity severity, string words)
    {
        var finding = Accounts.OneNew(Accounts.With(number: number));
        Assert.Equal((subject, severity), (finding.Subject, finding.Severity));
        Assert.Contains(words, finding.Sentence, StringComparison.Ordinal);
        return finding;
    }
}
