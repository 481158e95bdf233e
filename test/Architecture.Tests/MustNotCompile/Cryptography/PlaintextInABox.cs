// expect CS0029
using Hermetic.Cryptography;

internal static class Misuse
{
    public static object Boxed(Plaintext opened) => opened;
}
