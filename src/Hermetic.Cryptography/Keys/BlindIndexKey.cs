namespace Hermetic.Cryptography;

/// <summary>
/// The blind-index key as a ring holds it at one moment: what makes tags, and every other version by which a tag may have
/// been made. Thread-safe.
/// </summary>
public sealed class BlindIndexKey
{
    private readonly MacKey _active;
    private readonly MacKey[] _others;

    /// <param name="active">Makes what is written.</param>
    /// <param name="version">Its version.</param>
    /// <param name="others">Any other that is kept, those included that are not active yet.</param>
    internal BlindIndexKey(MacKey active, int version, MacKey[] others) =>
        (_active, Version, _others) = (active, version, others);

    /// <summary>The active version, from 1.</summary>
    public int Version { get; }

    /// <summary>The tag of one value, as <see cref="MacKey.Tag(string, ReadOnlySpan{byte})"/> under each version.</summary>
    public RingTag Tag(string purpose, ReadOnlySpan<byte> a) => Tag(purpose, new MacKey.Parts(1, a));

    /// <summary>The tag of two values; moving a byte from one to the other changes it.</summary>
    public RingTag Tag(string purpose, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        Tag(purpose, new MacKey.Parts(2, a, b));

    /// <summary>The tag of three values.</summary>
    public RingTag Tag(string purpose, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c) =>
        Tag(purpose, new MacKey.Parts(3, a, b, c));

    /// <summary>Into which bucket a value falls under the active version: see <see cref="MacKey.Bucket"/>.</summary>
    public int Bucket(string purpose, ReadOnlySpan<byte> value) => _active.Bucket(purpose, value);

    /// <summary>Into which buckets it falls under the others; mostly none.</summary>
    public int[] OtherBuckets(string purpose, ReadOnlySpan<byte> value)
    {
        if (_others.Length == 0)
            return [];
        var buckets = new int[_others.Length];
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] = _others[i].Bucket(purpose, value);
        return buckets;
    }

    /// <summary>While one version is kept it costs what one tag costs.</summary>
    private RingTag Tag(string purpose, MacKey.Parts parts)
    {
        var active = _active.Tag(purpose, parts);
        if (_others.Length == 0)
            return new(active, []);
        var others = new Tag[_others.Length];
        for (var i = 0; i < others.Length; i++)
            others[i] = _others[i].Tag(purpose, parts);
        return new(active, others);
    }
}

/// <summary>
/// The tag of a value under the blind-index key: under the active version, which is written, and under every other that is
/// kept, by which it may have been written before or by somebody who sees the key's next version earlier.
/// </summary>
public readonly record struct RingTag
{
    private readonly Tag[]? _others;

    internal RingTag(Tag active, Tag[] others) => (Active, _others) = (active, others);

    /// <summary>What is written.</summary>
    public Tag Active { get; }

    /// <summary>Under what else it may be found; mostly nothing.</summary>
    public ReadOnlySpan<Tag> Others => _others;

    /// <summary>A tag that has one version only.</summary>
    public static implicit operator RingTag(Tag only) => new(only, []);

    /// <summary>As the conversion.</summary>
    public static RingTag FromTag(Tag only) => only;

    /// <summary>All of them, what is written first.</summary>
    public Tag[] All() => [Active, .. Others];

    /// <summary>Whether this is the value's tag under one of the versions.</summary>
    public bool Includes(Tag tag) => Active == tag || Others.Contains(tag);

    /// <summary>The tag under a version; null when that is not kept.</summary>
    public Tag? Under(int version)
    {
        if (Active.Version == version)
            return Active;
        foreach (var other in Others)
        {
            if (other.Version == version)
                return other;
        }
        return null;
    }
}
