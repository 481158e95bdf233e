namespace Hermetic.EndToEnd.Crash;

/// <summary>Tests that need the machine to themselves run after the others, one by one.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
