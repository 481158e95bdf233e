namespace Hermetic.Storage;

/// <summary>More writes wait than the bound allows, or one waited too long; the caller answers 503 and the sender tries again.</summary>
public sealed class StorageStalledException() : Exception("Storage is stalled: writes wait too long, or too many of them.");

/// <summary>The commit failed; nothing of it is stored.</summary>
public sealed class StorageFailedException(Exception inner) : Exception("The commit failed; nothing of it is stored.", inner);

/// <summary>Another activation, a newer key epoch or an erasure got there first; nothing of this write is stored.</summary>
public sealed class FencedException(string what) : Exception($"Fenced: {what}.");

/// <summary>The data folder cannot be used as it is.</summary>
public sealed class StorageOpenException(string message) : Exception(message);
