using Hermetic.Assistant;

namespace Hermetic.Server.Facts;

/// <summary>
/// The business as it is configured now. Whoever does several things with it takes it once: a turn sees one business,
/// even when the owner saves a file in the middle of it.
/// </summary>
internal sealed class CurrentBusiness(Business first)
{
    private volatile Business _value = first;

    internal Business Value => _value;

    /// <summary>From the next turn on.</summary>
    internal void Replace(Business next) => _value = next;
}
