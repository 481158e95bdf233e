using Hermetic.Domain;

namespace Hermetic.Server.Identity;

/// <summary>
/// How long a session lives: less where more can be done with it. Between those of NIST SP 800-63B-4 §5.2 for AAL3 (12
/// hours, 15 minutes) and for AAL2 (24 hours, 60 minutes).
/// </summary>
/// <param name="Idle">Without a request for so long it is over.</param>
/// <param name="Absolute">After so long it is over, whatever happened.</param>
internal sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute)
{
    /// <summary>So long after a passkey was shown something dangerous may be done; it does not slide.</summary>
    internal static readonly TimeSpan StepUp = TimeSpan.FromMinutes(5);

    /// <summary>A request notes that the session was used when the last note is older than this.</summary>
    internal static readonly TimeSpan Note = TimeSpan.FromMinutes(1);

    private static readonly SessionLimits _strict = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(12));
    private static readonly SessionLimits _usual = new(TimeSpan.FromMinutes(60), TimeSpan.FromHours(24));

    /// <summary>Of somebody with these roles: whoever is more than an agent has the strict ones.</summary>
    internal static SessionLimits For(IEnumerable<Role> roles) => roles.All(role => role == Role.Agent) ? _usual : _strict;
}
