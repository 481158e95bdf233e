// expect CS0234 inside Hermetic.Storage
using Hermetic.WhatsApp;

internal static class Misuse
{
}
