namespace Hermetic.Ledger.Tests;

public sealed class LedgerHourTests
{
    [Theory]
    [InlineData("2026-11-22T19:59:59.9999999+00:00", "2026-11-22T19Z")]
    [InlineData("2026-11-22T19:00:00+00:00", "2026-11-22T19Z")]
    [InlineData("2026-11-23T00:30:00+05:30", "2026-11-22T19Z")]
    [InlineData("2027-01-01T00:15:00+01:00", "2026-12-31T23Z")]
    public void A_moment_is_kept_as_its_UTC_hour_only(string moment, string hour)
    {
        var kept = LedgerHour.Of(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(hour, kept.ToString());
        Assert.True(LedgerHour.TryParse(hour, out var read));
        Assert.Equal(kept, read);
    }

    [Fact]
    public void An_earlier_hour_is_less()
    {
        var (one, same) = (LedgerHour.Of(DateTimeOffset.UnixEpoch), LedgerHour.Of(DateTimeOffset.UnixEpoch));
        var next = LedgerHour.Of(DateTimeOffset.UnixEpoch.AddHours(1));
        Assert.True(one < next && next > one && one <= same && one >= same);
        Assert.False(one < same || one > same || next < one || one > next || next <= one || one >= next);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("2026-11-22"), InlineData("2026-11-22T19"), InlineData("2026-11-22T19:00Z")]
    [InlineData("2026-11-22T24Z"), InlineData("2026-02-30T00Z"), InlineData("2026-11-22T9Z"), InlineData(" 2026-11-22T19Z")]
    [InlineData("2026-11-22t19z")]
    public void Anything_else_is_no_hour(string? text) => Assert.False(LedgerHour.TryParse(text, out _));
}
