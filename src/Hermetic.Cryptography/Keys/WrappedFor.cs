namespace Hermetic.Cryptography;

/// <summary>What every root provider asks of a caller, so that it is asked in the same way
/// everywhere.</summary>
public static class WrappedFor
{
    private const int LongestPurpose = 64;

    /// <summary>Checks what is to be wrapped.</summary>
    /// <param name="secretLength">1 to <see cref="IRootProvider.LongestSecret"/> bytes.</param>
    /// <param name="purpose">1 to 64 lower-case letters, digits and hyphens.</param>
    /// <param name="version">From 0.</param>
    /// <exception cref="ArgumentException">One of them is none.</exception>
    public static void Check(int secretLength, string purpose, int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secretLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secretLength, IRootProvider.LongestSecret);
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        if (!IsPurpose(purpose))
            throw new ArgumentException("A purpose is lower-case letters, digits and hyphens.", nameof(purpose));
    }

    /// <summary>Whether something can have been wrapped for this purpose and version at all.</summary>
    public static bool IsPossible(string purpose, int version) => version >= 0 && IsPurpose(purpose);

    private static bool IsPurpose(string purpose) =>
        purpose.Length is > 0 and <= LongestPurpose
        && purpose.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
