// expect CS1503
using Hermetic.Cryptography;

internal static class Misuse
{
    public static void Logged(Plaintext opened) => Log("opened {Content}", opened);

    private static void Log(string template, params object[] arguments)
    {
    }
}
