using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders;

/// <summary>
/// What is really encrypted (docs/formats.md): version ‖ SHA-256(context ‖ 0 ‖ secret) ‖ secret. So the
/// binding holds with a service that has no additional data, and one that hands back something else is seen
/// through.
/// </summary>
internal static class BoundSecret
{
    public const int Overhead = 1 + SHA256.HashSizeInBytes;

    /// <summary>How long the longest is, in bytes.</summary>
    public const int Longest = Overhead + IRootProvider.LongestSecret;

    private const byte Version = 1;

    /// <summary>The caller disposes it.</summary>
    public static SecretBuffer Bind(ReadOnlySpan<byte> secret, RootContext context, SecretArena arena)
    {
        var bound = arena.Rent(Overhead + secret.Length);
        bound.Span[0] = Version;
        Hash(secret, context, bound.Span[1..Overhead]);
        secret.CopyTo(bound.Span[Overhead..]);
        return bound;
    }

    /// <summary>The secret, which the caller disposes; null when it is none, or another context's.</summary>
    public static SecretBuffer? Open(ReadOnlySpan<byte> bound, RootContext context, SecretArena arena)
    {
        if (bound.Length is <= Overhead or > Longest || bound[0] != Version)
            return null;
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(bound[Overhead..], context, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bound[1..Overhead]))
            return null;
        var secret = arena.Rent(bound.Length - Overhead);
        bound[Overhead..].CopyTo(secret.Span);
        return secret;
    }

    private static void Hash(ReadOnlySpan<byte> secret, RootContext context, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(context.Utf8);
        hash.AppendData([0]);
        hash.AppendData(secret);
        hash.GetHashAndReset(digest);
    }
}
