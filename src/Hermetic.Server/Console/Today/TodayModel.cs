namespace Hermetic.Server.Console;

/// <summary>What needs a person, in the order in which it should be looked at.</summary>
public sealed record TodayModel;
