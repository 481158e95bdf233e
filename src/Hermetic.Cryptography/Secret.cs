using System.Security.Cryptography;
using System.Text;

namespace Hermetic.Cryptography;

/// <summary>
/// A configured secret (app secret, access token, verify token) as UTF-8 bytes that are never printed.
/// Any length above zero: the party that issued it chooses.
/// </summary>
public sealed class Secret
{
    private const int LargestFile = 65536;
    private readonly byte[] _utf8;

    private Secret(byte[] utf8) => _utf8 = utf8;

    /// <summary>Length in bytes.</summary>
    public int Length => _utf8.Length;

    /// <summary>Takes the secret from a configuration value.</summary>
    /// <exception cref="ArgumentException">The value is empty or white space.</exception>
    public static Secret FromText(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException("A secret must not be empty.", nameof(value));
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(value), pinned: true);
        Encoding.UTF8.GetBytes(value, bytes);
        return new(bytes);
    }

    /// <summary>
    /// Takes the secret from a file, without one trailing newline: what <c>echo</c> and secret mounts leave there.
    /// </summary>
    /// <exception cref="ArgumentException">The file is empty, or larger than 64 KiB.</exception>
    public static Secret FromFile(string path)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LargestFile + 1, pinned: true);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > LargestFile)
                throw new ArgumentException($"{path} is larger than a secret can be.", nameof(path));
            return FromBytes(WithoutNewline(buffer.AsSpan(0, length)), path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Hands the bytes to <paramref name="use"/> for the length of one call.</summary>
    public TResult Use<TState, TResult>(TState state, Func<ReadOnlySpan<byte>, TState, TResult> use)
        where TState : allows ref struct =>
        use(_utf8, state);

    /// <summary>Compares in constant time; only the length can be told from outside.</summary>
    public bool Matches(ReadOnlySpan<byte> candidate) => CryptographicOperations.FixedTimeEquals(_utf8, candidate);

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";

    private static Secret FromBytes(ReadOnlySpan<byte> utf8, string path)
    {
        if (utf8.IsEmpty)
            throw new ArgumentException($"{path} is empty; a secret must not be.", nameof(path));
        var bytes = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true);
        utf8.CopyTo(bytes);
        return new(bytes);
    }

    private static ReadOnlySpan<byte> WithoutNewline(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [.. var text, (byte)'\r', (byte)'\n'] => text,
        [.. var text, (byte)'\n'] => text,
        _ => bytes,
    };
}
