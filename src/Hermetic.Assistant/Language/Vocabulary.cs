namespace Hermetic.Assistant.Language;

/// <summary>Gives every folded word of the tables a small number; looking one up allocates nothing.</summary>
internal sealed class Vocabulary
{
    public const int Unknown = -1;

    private readonly Dictionary<byte[], int> _ids = new(FoldedBytes.Comparer);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;

    public Vocabulary() => _bySpan = _ids.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Find(ReadOnlySpan<byte> folded) => _bySpan.TryGetValue(folded, out var id) ? id : Unknown;

    public int Intern(ReadOnlySpan<byte> folded)
    {
        if (_bySpan.TryGetValue(folded, out var known))
            return known;
        _bySpan[folded] = _ids.Count;
        return _ids.Count - 1;
    }

    /// <summary>The number of each token of the message, in order.</summary>
    public int[] Number(TokenizedText text)
    {
        var ids = new int[text.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = Find(text.Folded(i));
        return ids;
    }

    private sealed class FoldedBytes
        : IEqualityComparer<byte[]>,
            IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly FoldedBytes Comparer = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => unchecked((int)Fnv.Hash(alternate));

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
