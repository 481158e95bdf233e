namespace Hermetic.Cryptography;

/// <summary>
/// Opened content, in secret memory. Being a ref struct it cannot be stored, boxed, captured, logged or carried
/// across an await; dispose it where it was opened (<c>using</c>).
/// </summary>
public readonly ref struct Plaintext
{
    private readonly SecretBuffer _buffer;
    private readonly int _length;

    internal Plaintext(SecretBuffer buffer, int length) => (_buffer, _length) = (buffer, length);

    /// <summary>The content, without its padding.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed or moved.</exception>
    public ReadOnlySpan<byte> Utf8 => _buffer.Span[.._length];

    /// <summary>
    /// Moves the content into a handle that may cross an await: the one seam where it outlives its frame. The
    /// caller disposes the handle; this value is spent, and its own Dispose does nothing more.
    /// </summary>
    public SecretBuffer Keep() => _buffer.Move(_length);

    /// <summary>Zeroes the content. Again, or on a copy, does nothing.</summary>
    public void Dispose() => _buffer?.Dispose();

    /// <summary>Does not exist. (On an override the compiler would ignore the attribute.)</summary>
    [Obsolete("Content is never turned into a string; read Utf8.", error: true)]
    public new string ToString() => throw new NotSupportedException();
}
