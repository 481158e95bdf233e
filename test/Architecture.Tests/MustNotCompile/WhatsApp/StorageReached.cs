// expect CS0234 inside Hermetic.WhatsApp
using Hermetic.Storage;

internal static class Misuse
{
}
