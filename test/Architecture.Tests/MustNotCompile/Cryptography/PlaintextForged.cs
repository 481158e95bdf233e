// expect CS1729
using Hermetic.Cryptography;

internal static class Misuse
{
    public static void Forged(SecretBuffer bytes)
    {
        using var opened = new Plaintext(bytes, 1);
    }
}
