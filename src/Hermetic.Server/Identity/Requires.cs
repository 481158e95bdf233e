using Hermetic.Domain;
using Microsoft.AspNetCore.Authorization;

namespace Hermetic.Server.Identity;

/// <summary>
/// What an endpoint of the console asks of whoever calls it: a session whose roles have the permission. It is metadata of
/// the endpoint, so that what is declared can be listed and compared with what is observed.
/// </summary>
/// <param name="Permission">None: whoever is signed in.</param>
/// <param name="StepUp">Whether they must have shown a passkey within the last five minutes.</param>
internal sealed record Requires(Permission Permission, bool StepUp = false)
    : IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>Whether it is open to somebody who has one passkey and no recovery codes yet.</summary>
    public bool BeforeSecured { get; init; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
