// expect CS0019
using Hermetic.Cryptography;

internal static class Misuse
{
    public static bool Same(KeyId id, long slot) => id == slot;
}
