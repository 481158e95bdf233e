namespace Hermetic.Domain;

/// <summary>What the ledger says about one access: who, what, on what, and whether it was allowed.</summary>
public sealed record AccessRecord(string Action, string Actor, Target Target, bool Allowed);
