using System.Buffers;

namespace Hermetic.Assistant.Language;

/// <summary>
/// The tokens of one message and their folded bytes, in pooled buffers that are cleared when disposed:
/// folded content is still content.
/// </summary>
public sealed class TokenizedText : IDisposable
{
    /// <summary>Beyond this many tokens a message is not read.</summary>
    public const int MostTokens = 1000;

    private readonly Token[] _tokens = ArrayPool<Token>.Shared.Rent(MostTokens);
    private readonly byte[] _folded;
    private int _foldedLength;
    private bool _disposed;

    internal TokenizedText(int foldedCapacity) => _folded = ArrayPool<byte>.Shared.Rent(foldedCapacity);

    public int Count { get; private set; }

    public bool IsFull => Count == MostTokens;

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    public Token this[int index] =>
        index < Count ? _tokens[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The folded bytes of one token.</summary>
    public ReadOnlySpan<byte> Folded(int index) => Folded(this[index]);

    public ReadOnlySpan<byte> Folded(Token token) => _folded.AsSpan(token.FoldedStart, token.FoldedLength);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        ArrayPool<Token>.Shared.Return(_tokens, clearArray: true);
        ArrayPool<byte>.Shared.Return(_folded, clearArray: true);
    }

    internal int FoldedLength => _foldedLength;

    internal Span<byte> Room => _folded.AsSpan(_foldedLength);

    internal void Grow(int bytes) => _foldedLength += bytes;

    internal void Add(Token token) => _tokens[Count++] = token;
}
