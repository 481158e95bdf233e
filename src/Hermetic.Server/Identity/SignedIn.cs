using System.Collections.Frozen;
using Microsoft.AspNetCore.Http.Features;
using Hermetic.Domain;

namespace Hermetic.Server.Identity;

/// <summary>Who is at the other end of a request, as their session proved it; on the request's features once it did.</summary>
/// <param name="Name">As they are called in the business: shown to them and to whoever may see the team.</param>
/// <param name="Grants">What their roles allow, as the database says it at this request.</param>
/// <param name="SteppedUpUntil">Until when they may do what is dangerous; null when they have to show a passkey first.</param>
internal sealed record SignedIn(
    StaffId Id, string Name, FrozenSet<Permission> Grants, DateTimeOffset? SteppedUpUntil = null)
{
    /// <summary>As the ledger and every decision know them.</summary>
    internal Caller Caller => Caller.Staff(Id, Grants);

    internal bool May(Permission permission) => Grants.Contains(permission);

    /// <exception cref="InvalidOperationException">The endpoint is open to everybody, so nobody was asked who they are.</exception>
    internal static SignedIn Of(HttpContext http) => http.Features.GetRequiredFeature<SignedIn>();
}
