using Hermetic.Domain;

namespace Hermetic.Server.Staff;

/// <summary>Somebody of the business who acts: at the machine, or signed in to the console.</summary>
internal interface IActor
{
    /// <summary>As the ledger and the database name them.</summary>
    StaffId Id { get; }

    /// <summary>What they may do.</summary>
    Caller Caller { get; }

    /// <summary>
    /// Whether it is certain that they are another person than this one: two whom passkeys tell apart, or two whom the
    /// kernel does. Somebody at the machine may well be signed in to the console too.
    /// </summary>
    bool IsSomebodyElseThan(StaffId other);
}
