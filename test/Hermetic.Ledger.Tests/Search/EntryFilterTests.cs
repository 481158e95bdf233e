using Hermetic.Ledger.Search;

namespace Hermetic.Ledger.Tests.Search;

public sealed class EntryFilterTests
{
    private static readonly LedgerEntry _entry = new()
    {
        Action = "subject.erase",
        Actor = "service:privacy",
        At = RecordedLog.Hour("2026-11-22T19Z"),
        Subject = new("3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c"),
    };

    [Theory]
    [InlineData("subject.erase", true)]
    [InlineData("subject.", true)]
    [InlineData("subject", false)]
    [InlineData("subject.erased", false)]
    [InlineData("subj.", false)]
    [InlineData("", false)]
    public void An_action_is_whole_or_a_beginning_that_ends_with_a_dot(string action, bool matches) =>
        Assert.Equal(matches, new EntryFilter { Action = action }.Matches(_entry));

    [Theory]
    [InlineData("service:privacy", true)]
    [InlineData("service:", true)]
    [InlineData("service", false)]
    [InlineData("service:privacy2", false)]
    [InlineData("person:", false)]
    public void An_actor_is_whole_or_a_kind_that_ends_with_a_colon(string actor, bool matches) =>
        Assert.Equal(matches, new EntryFilter { Actor = actor }.Matches(_entry));

    [Theory]
    [InlineData("2026-11-22T19Z", "2026-11-22T19Z", true)]
    [InlineData("2026-11-22T18Z", null, true)]
    [InlineData(null, "2026-11-22T20Z", true)]
    [InlineData("2026-11-22T20Z", null, false)]
    [InlineData(null, "2026-11-22T18Z", false)]
    [InlineData("2026-11-22T20Z", "2026-11-22T18Z", false)]
    public void Both_hours_are_included(string? from, string? to, bool matches) => Assert.Equal(matches, new EntryFilter
    {
        From = from is null ? null : RecordedLog.Hour(from),
        To = to is null ? null : RecordedLog.Hour(to),
    }.Matches(_entry));

    [Fact]
    public void A_subject_is_the_one_whose_data_was_touched()
    {
        Assert.True(new EntryFilter { Subject = _entry.Subject }.Matches(_entry));
        Assert.False(new EntryFilter { Subject = Guid.NewGuid() }.Matches(_entry));
        Assert.False(new EntryFilter { Subject = _entry.Subject }.Matches(_entry with { Subject = null }));
    }
}
