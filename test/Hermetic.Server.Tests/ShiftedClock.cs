namespace Hermetic.Server.Tests;

/// <summary>The real clock, some time ahead or behind.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    internal TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
