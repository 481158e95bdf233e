// expect CS9244
using Hermetic.Cryptography;

internal static class Misuse
{
    public static string Printed(Plaintext opened) => $"opened {opened}";
}
