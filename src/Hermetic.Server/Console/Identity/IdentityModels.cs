using Hermetic.Domain;

namespace Hermetic.Server.Console;

/// <summary>The page on which somebody signs in.</summary>
/// <param name="To">Where they go then: a path of the console.</param>
/// <param name="IsWrongCode">A recovery code was tried that is nobody's.</param>
public sealed record SignInModel(string To, bool IsWrongCode = false);

/// <summary>The page behind a one-time link; the same for every link that is of no use.</summary>
/// <param name="Name">What whoever sent it calls them; null when the link is of no use.</param>
/// <param name="IsNew">They come in for the first time, and may say what they are called.</param>
public sealed record WelcomeModel(string Link, string? Name, bool IsNew);

/// <summary>The page on which somebody shows a passkey again.</summary>
public sealed record StepUpModel(string To);

/// <param name="Used">The day on which it was last used.</param>
/// <param name="IsSynced">Its provider keeps it on several devices.</param>
public sealed record PasskeyModel(Guid Id, string Name, DateOnly Added, DateOnly Used, bool IsSynced);

/// <param name="IsThis">The one in which the page is looked at.</param>
public sealed record SessionModel(
    Guid Id, string Browser, string Network, DateTimeOffset Begun, DateTimeOffset Seen, DateTimeOffset Until, bool IsThis);

/// <summary>What somebody has to come in with, and where they are signed in.</summary>
/// <param name="Codes">How many recovery codes are left.</param>
/// <param name="NewCodes">Shown this once.</param>
public sealed record SecurityModel(
    string Name, IReadOnlyList<PasskeyModel> Passkeys, int Codes, IReadOnlyList<SessionModel> Sessions,
    bool IsSteppedUp, IReadOnlyList<string> NewCodes)
{
    /// <summary>One lost device would lock them out.</summary>
    public bool IsAtRisk => Passkeys.Count < 2 && Codes == 0;
}

/// <param name="Since">When it was given, or last said to be needed.</param>
/// <param name="IsOverdue">It was not reviewed for a month.</param>
public sealed record GrantModel(Role Role, DateTimeOffset Since, string By, bool IsOverdue);

/// <param name="MayChange">Whether who looks may change their rights.</param>
public sealed record MemberModel(
    Guid Id, string Name, string State, IReadOnlyList<GrantModel> Roles, int Passkeys, int Codes,
    IReadOnlyList<SessionModel> Sessions, bool IsSelf, bool MayChange);

/// <param name="Link">A new one-time link, shown this once.</param>
/// <param name="LinkFor">For whom.</param>
/// <param name="Problem">Why what was asked for was not done.</param>
public sealed record TeamModel(
    IReadOnlyList<MemberModel> Members, IReadOnlyList<Role> Offered, bool MayChange, bool MayReview, bool IsSteppedUp,
    Uri? Link, string? LinkFor, string? Problem);
