// expect CS1729
using Hermetic.Cryptography;

internal static class Misuse
{
    public static KeyId Forged() => new(KeyKind.System, 0, 1);
}
