namespace Hermetic.Cryptography;

/// <summary>
/// A marker for what a sealed box holds. Kind and schema version are part of the key derivation, so bytes of
/// one kind never open as another.
/// </summary>
public interface IContentKind
{
    /// <summary>A short name that never changes, for example <c>message-body</c>.</summary>
    static abstract string Kind { get; }

    /// <summary>The version of the content's own format, from 1.</summary>
    static abstract int SchemaVersion { get; }
}
