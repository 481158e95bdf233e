using NodaTime;

namespace Hermetic.Assistant;

/// <summary>One file of a business folder, as it was found.</summary>
/// <param name="Name">
/// Below the folder, with forward slashes: <c>services.json</c>, <c>knowledge/parking.md</c>.
/// </param>
/// <param name="Saved">
/// The day it was saved last: cited where a knowledge file names no day of its own.
/// </param>
public sealed record BusinessFile(string Name, ReadOnlyMemory<byte> Utf8, LocalDate Saved)
{
    /// <summary>Longer files are refused: nobody would read them.</summary>
    public const int MostBytes = 256 * 1024;
}
