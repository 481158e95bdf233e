using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Server.Calendar;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Hermetic.Server.Tests.Calendar;

public sealed class BookingCalendarTests : IAsyncLifetime
{
    // A Tuesday; the clocks of Berlin go back on 25 October and went forward on 29 March.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-calendar-");
    private readonly SecretArena _arena = new(8 << 20);
    private Database _database = null!;
    private KeyDirectory _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        _keys = await KeyDirectory.CreateAsync(
            Path.Combine(_folder.FullName, "keys"), _arena, FileRoot.Source, Guid.NewGuid(), default);
    }

    [Theory]
    [InlineData("2026-10-21T10:00", SlotState.Free)]
    [InlineData("2026-10-21T10:07", SlotState.Taken)] // not on the grid
    [InlineData("2026-10-21T08:45", SlotState.Closed)]
    [InlineData("2026-10-21T17:30", SlotState.Closed)] // would end after closing
    [InlineData("2026-10-26T10:00", SlotState.Closed)] // a Monday
    [InlineData("2026-10-19T10:00", SlotState.Past)] // past comes before closed
    [InlineData("2026-10-20T09:00", SlotState.Past)]
    [InlineData("2026-10-20T10:30", SlotState.TooSoon)]
    [InlineData("2027-10-20T10:00", SlotState.TooFar)]
    public void A_time_is_free_only_within_hours_grid_notice_and_horizon(string start, SlotState expected) =>
        Assert.Equal(expected, Calendar().Check(new("haircut"), At(start)).State);

    [Fact]
    public void A_wall_time_that_does_not_exist_and_one_that_happens_twice_are_said_to_be_so()
    {
        var night = Calendar(AlwaysOpen());

        Assert.Equal(SlotState.AmbiguousTime, night.Check(new("haircut"), At("2026-10-25T02:30")).State);
        Assert.Equal(SlotState.Free, night.Check(new("haircut"), At("2026-10-25T02:30"), Offset.FromHours(1)).State);
        Assert.Equal(SlotState.Free, night.Check(new("haircut"), At("2026-10-25T02:30"), Offset.FromHours(2)).State);
        _clock.SetUtcNow(new DateTimeOffset(2027, 3, 20, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(SlotState.SkippedTime, night.Check(new("haircut"), At("2027-03-28T02:30")).State);
    }

    [Fact]
    public void A_time_that_cannot_be_had_comes_with_up_to_three_free_ones_near_its_hour()
    {
        var answer = Calendar().Check(new("haircut"), At("2026-10-26T16:00"));

        Assert.Equal(3, answer.Alternatives.Count);
        Assert.All(answer.Alternatives, time => Assert.Equal(SlotState.Free, Calendar().Check(new("haircut"), time).State));
        Assert.All(answer.Alternatives, time => Assert.InRange(time.Hour, 15, 16));
    }

    [Fact]
    public void Cells_of_two_overlapping_appointments_share_a_hash_and_adjacent_ones_do_not()
    {
        var occupancy = new Occupancy(_keys.Ring, _database);
        var start = Instant.FromUtc(2026, 10, 21, 8, 0);

        var first = occupancy.Cells(start, 45);

        Assert.Equal(9, first.Count);
        Assert.Single(first.Intersect(occupancy.Cells(start + Duration.FromMinutes(40), 45)));
        Assert.Empty(first.Intersect(occupancy.Cells(start + Duration.FromMinutes(45), 45)));
    }

    [Fact]
    public async Task Each_of_two_hours_of_a_night_that_comes_twice_is_occupied_for_itself()
    {
        var night = AlwaysOpen();
        await OccupyAsync(night.Zone.MapLocal(At("2026-10-25T02:30")).First().ToInstant(), 45);

        Assert.Equal(
            SlotState.Taken, Calendar(night).Check(new("haircut"), At("2026-10-25T02:30"), Offset.FromHours(2)).State);
        Assert.Equal(
            SlotState.Free, Calendar(night).Check(new("haircut"), At("2026-10-25T02:30"), Offset.FromHours(1)).State);
    }

    private async Task OccupyAsync(Instant start, int minutes, string? staffId = null) =>
        await Occupied.TakeAsync(
            _database, _keys.Ring, new Occupancy(_keys.Ring, _database).Cells(start, minutes, staffId));

    private BookingCalendar Calendar(Business? business = null) =>
        new(business ?? SampleBusiness.HairSalon, new Occupancy(_keys.Ring, _database), _clock);

    private static Business AlwaysOpen()
    {
        IReadOnlyList<OpenSpan> day = [new OpenSpan(LocalTime.Midnight, new LocalTime(23, 59))];
        var week = Enumerable.Range(1, 7).ToDictionary(weekday => (IsoDayOfWeek)weekday, _ => day);
        return SampleBusiness.HairSalon with { Hours = new OpeningHours(week, []) };
    }

    private static LocalDateTime At(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm").Parse(text).Value;

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _keys.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
