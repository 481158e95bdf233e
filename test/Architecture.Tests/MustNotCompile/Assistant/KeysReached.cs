// expect CS0234 inside Hermetic.Assistant
using Hermetic.Cryptography;

internal static class Misuse
{
}
