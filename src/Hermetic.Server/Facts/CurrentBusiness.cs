using Hermetic.Assistant;

namespace Hermetic.Server.Facts;

/// <summary>
/// The business as it is configured now. Whoever does several things with it takes it once: a turn sees one business,
/// even when the owner saves a file in the middle of it.
/// </summary>
internal sealed class CurrentBusiness(Business first)
{
    internal Business Value { get; } = first;
}
