namespace Hermetic.EndToEnd.Service;

/// <summary>What became of a process that ran to its end.</summary>
internal sealed record Outcome(int Exit, string Output, string Errors);
