// expect CS0234 inside Hermetic.Assistant
using Hermetic.Storage;

internal static class Misuse
{
}
