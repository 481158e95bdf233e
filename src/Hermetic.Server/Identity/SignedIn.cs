using System.Collections.Frozen;
using Microsoft.AspNetCore.Http.Features;
using Hermetic.Domain;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Identity;

/// <summary>Who is at the other end of a request, as their session proved it; on the request's features once it did.</summary>
/// <param name="Name">As they are called in the business: shown to them and to whoever may see the team.</param>
/// <param name="Grants">What their roles allow, as the database says it at this request.</param>
/// <param name="SteppedUpUntil">Until when they may do what is dangerous; null when they have to show a passkey first.</param>
internal sealed record SignedIn(
    StaffId Id, string Name, FrozenSet<Permission> Grants, DateTimeOffset? SteppedUpUntil = null) : IActor
{
    /// <summary>Which session; empty where a test says who is signed in.</summary>
    internal Guid Session { get; init; }

    internal IReadOnlyList<Role> Roles { get; init; } = [];

    internal int Passkeys { get; init; }

    internal int RecoveryCodes { get; init; }

    /// <summary>
    /// Whether losing one device locks them out for good: then they register a second passkey or write recovery codes down
    /// before anything else.
    /// </summary>
    internal bool IsOneDeviceFromLockedOut => Passkeys < 2 && RecoveryCodes == 0;

    /// <summary>As the ledger and every decision know them.</summary>
    public Caller Caller => Caller.Staff(Id, Grants);

    /// <summary>Everybody of the console has passkeys of their own; whoever acts at the machine may be any of them.</summary>
    public bool IsSomebodyElseThan(StaffId other) =>
        other != Id && StaffPeer.Of(other) is null && other != StaffDesk.Somebody;

    internal bool May(Permission permission) => Grants.Contains(permission);

    /// <exception cref="InvalidOperationException">The endpoint is open to everybody, so nobody was asked who they are.</exception>
    internal static SignedIn Of(HttpContext http) => http.Features.GetRequiredFeature<SignedIn>();
}
