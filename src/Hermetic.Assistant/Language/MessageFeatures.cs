using System.Runtime.CompilerServices;

namespace Hermetic.Assistant.Language;

/// <summary>
/// What the classifier sees of a message: hashes of its words, word pairs and the pieces of three to five
/// bytes of each word (so that a typo keeps most of its pieces), and whether it names a day or a clock time.
/// </summary>
internal static class MessageFeatures
{
    /// <summary>2^15 buckets; collisions cost less than a larger model would.</summary>
    public const int Buckets = 1 << 15;

    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;
    private const int LongestWord = 32;

    // The first byte of each kind's hash keeps a word apart from a piece with the same letters.
    private const byte WordKind = 1,
        PairKind = 2,
        PieceKind = 3,
        TimeKind = 4;

    public static List<int> Extract(TokenizedText text, IReadOnlyList<TimeExpression> times)
    {
        var features = new List<int>(text.Count * 16);
        var previous = Fnv.Append(Fnv.Start, PairKind);
        for (var i = 0; i < text.Count; i++)
        {
            if (text[i].Kind == TokenKind.Mark && !text[i].IsMark('?'))
                continue;
            // A number counts as a number, whichever it is.
            var word = text[i].Kind == TokenKind.Number ? "0"u8 : text.Folded(i);
            Add(features, Fnv.Hash(word, Fnv.Append(Fnv.Start, WordKind)));
            Add(features, Fnv.Hash(word, previous));
            previous = Fnv.Append(Fnv.Hash(word, Fnv.Append(Fnv.Start, PairKind)), (byte)' ');
            AddPieces(features, word[..Math.Min(word.Length, LongestWord)]);
        }
        Add(features, Fnv.Append(previous, (byte)'$'));
        foreach (var time in times)
        {
            Add(
                features,
                Fnv.Append(Fnv.Append(Fnv.Start, TimeKind), time.Start.Date is null ? (byte)0 : (byte)1)
            );
            Add(
                features,
                Fnv.Append(Fnv.Append(Fnv.Start, TimeKind), time.Start.Clock is null ? (byte)2 : (byte)3)
            );
        }
        return features;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPieces(List<int> features, ReadOnlySpan<byte> word)
    {
        Span<byte> bounded = stackalloc byte[LongestWord + 2];
        bounded[0] = (byte)'^';
        word.CopyTo(bounded[1..]);
        bounded[word.Length + 1] = (byte)'$';
        bounded = bounded[..(word.Length + 2)];
        for (var start = 0; start < bounded.Length; start++)
        {
            for (
                var length = ShortestPiece;
                length <= LongestPiece && start + length <= bounded.Length;
                length++
            )
                Add(features, Fnv.Hash(bounded.Slice(start, length), Fnv.Append(Fnv.Start, PieceKind)));
        }
    }

    private static void Add(List<int> features, uint hash) =>
        features.Add((int)((hash ^ (hash >> 15)) % Buckets));
}
