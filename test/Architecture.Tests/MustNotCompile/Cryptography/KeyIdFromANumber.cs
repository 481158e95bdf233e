// expect CS0029
using Hermetic.Cryptography;

internal static class Misuse
{
    public static KeyId FromANumber(long slot) => slot;
}
