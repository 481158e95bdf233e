namespace Hermetic.WhatsApp.Tests;

/// <summary>An account in order, to be spoilt in one place.</summary>
internal static class Accounts
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static TokenDescription Token { get; } = new(
        "SYSTEM_USER", "1104927364820461", IsValid: true, TokenEnd.Never, TokenEnd.Never,
        [TokenDescription.ManagementScope, TokenDescription.MessagingScope, "public_profile"],
        [new(TokenDescription.ManagementScope, [PaperGraph.Business])]);

    public static NumberDescription Number { get; } = new()
    {
        DisplayPhoneNumber = "+49 30 12345678",
        QualityRating = "GREEN",
        PlatformType = "CLOUD_API",
        IsPinEnabled = true,
        AccountMode = "LIVE",
        Status = "CONNECTED",
        CanSendMessage = "AVAILABLE",
        CodeVerificationStatus = "EXPIRED",
    };

    public static NumberSettings Settings { get; } = new(StorageAtMeta.Nothing, false, true);

    public static SubscribedApp App { get; } = new("1104927364820461", "Salon", null);

    public static AccountSnapshot Sound { get; } = With();

    public static AccountSnapshot With(
        TokenDescription? token = null, NumberDescription? number = null, NumberSettings? settings = null,
        FlowsKey? key = null, IReadOnlyList<SubscribedApp>? apps = null, BusinessAccount? business = null) => new(
        PaperGraph.Business, Given(token ?? Token), Given(number ?? Number), Given(settings ?? Settings),
        Given(key ?? new(true, "VALID")), Given(apps ?? [App]), Given(business ?? new("Salon", "VERIFIED", "APPROVED")));

    public static GraphOutcome<T> Given<T>(T value) => new GraphAnswered<T>(value);

    /// <summary>What is worse in a spoilt account than in the sound one.</summary>
    public static IReadOnlyList<Finding> New(AccountSnapshot spoilt) =>
        [.. AccountFindings.Of(spoilt, Now).Except(AccountFindings.Of(Sound, Now))];

    public static Finding OneNew(AccountSnapshot spoilt) => Assert.Single(New(spoilt));
}
