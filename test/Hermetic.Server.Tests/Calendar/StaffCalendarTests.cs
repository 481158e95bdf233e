using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Server.Calendar;
using Hermetic.Storage;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Hermetic.Server.Tests.Calendar;

/// <summary>Each staff member has a calendar of their own: hours, services, days away, occupied cells.</summary>
public sealed class StaffCalendarTests : IAsyncLifetime
{
    // Tuesday, 20 October 2026.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 20, 6, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-staff-");
    private readonly SecretArena _arena = new(8 << 20);
    private Database _database = null!;
    private KeyDirectory _keys = null!;

    /// <summary>Mira does everything; Jonas cuts hair, works on Wednesday mornings and is away on the 28th.</summary>
    private static readonly Business _salon = SampleBusiness.HairSalon with
    {
        Staff =
        [
            new("mira", "Mira", []),
            new("jonas", "Jonas", ["haircut"])
            {
                Hours = new(
                    new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>>
                    {
                        [IsoDayOfWeek.Wednesday] = [new(new LocalTime(7, 0), new LocalTime(12, 0))],
                    },
                    []),
                Away = [new(new(2026, 10, 28), new(2026, 10, 30))],
            },
        ],
    };

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        _keys = await KeyDirectory.CreateAsync(
            Path.Combine(_folder.FullName, "keys"), _arena, FileRoot.Source, Guid.NewGuid(), default);
    }

    [Theory]
    [InlineData("haircut", "jonas", "2026-10-21T10:00", SlotState.Free)]
    [InlineData("haircut", "jonas", "2026-10-21T11:30", SlotState.Away)] // would end after Jonas has gone
    [InlineData("haircut", "jonas", "2026-10-21T08:00", SlotState.Closed)] // Jonas would be there, the salon is not open
    [InlineData("haircut", "jonas", "2026-10-22T10:00", SlotState.Away)] // does not work on Thursdays
    [InlineData("haircut", "jonas", "2026-10-28T10:00", SlotState.Away)] // a Wednesday, but away
    [InlineData("haircut", "mira", "2026-10-28T10:00", SlotState.Free)]
    [InlineData("balayage", "jonas", "2026-10-21T09:00", SlotState.Away)] // does not do it
    [InlineData("haircut", null, "2026-10-28T10:00", SlotState.Free)]
    [InlineData("haircut", "jonas", "2026-10-19T10:00", SlotState.Past)]
    public void Everybody_has_hours_services_and_days_away(string service, string? staff, string start, SlotState expected) =>
        Assert.Equal(expected, Calendar().Check(new(service, staff), At(start)).State);

    [Fact]
    public async Task What_one_has_taken_is_free_with_the_other()
    {
        await OccupyAsync("2026-10-21T10:00", 45, "mira");

        Assert.Equal(SlotState.Taken, Calendar().Check(new("haircut", "mira"), At("2026-10-21T10:30")).State);
        Assert.Equal(SlotState.Free, Calendar().Check(new("haircut", "jonas"), At("2026-10-21T10:30")).State);
        var anyone = Calendar().Check(new("haircut"), At("2026-10-21T10:30"));
        Assert.Equal((SlotState.Free, "jonas"), (anyone.State, anyone.StaffId));
    }

    [Fact]
    public async Task Whoever_has_least_to_do_that_day_is_taken()
    {
        Assert.Equal("mira", Calendar().Check(new("haircut"), At("2026-10-21T10:00")).StaffId);

        await OccupyAsync("2026-10-21T16:00", 45, "mira");

        Assert.Equal("jonas", Calendar().Check(new("haircut"), At("2026-10-21T10:00")).StaffId);
        Assert.Equal("mira", Calendar().Check(new("haircut"), At("2026-10-27T10:00")).StaffId);
    }

    [Fact]
    public async Task Who_cannot_comes_with_who_can_and_with_other_times_of_their_own()
    {
        await OccupyAsync("2026-10-21T10:00", 45, "mira");

        var busy = Calendar().Check(new("haircut", "mira"), At("2026-10-21T10:00"));
        var away = Calendar().Check(new("haircut", "jonas"), At("2026-10-22T10:00"));

        Assert.Equal(["jonas"], busy.Others);
        Assert.Equal(["mira"], away.Others);
        Assert.Equal(3, busy.Alternatives.Count);
        Assert.All(
            busy.Alternatives,
            time => Assert.Equal(SlotState.Free, Calendar().Check(new("haircut", "mira"), time).State));
    }

    [Fact]
    public async Task A_time_that_nobody_has_is_not_offered_and_one_that_somebody_has_is()
    {
        var before = Calendar().Free(new("haircut"), new(2026, 10, 21), 300);
        await OccupyAsync("2026-10-21T10:00", 45, "mira");
        var one = Calendar().Free(new("haircut"), new(2026, 10, 21), 300);
        await OccupyAsync("2026-10-21T10:00", 45, "jonas");
        var none = Calendar().Free(new("haircut"), new(2026, 10, 21), 300);

        Assert.Equal(before, one);
        Assert.DoesNotContain(At("2026-10-21T10:00"), none);
        Assert.Contains(At("2026-10-21T10:45"), none);
    }

    [Fact]
    public async Task A_booking_from_before_there_was_staff_is_in_everybodys_way()
    {
        await OccupyAsync("2026-10-21T10:00", 45, staffId: null);

        Assert.Equal(SlotState.Taken, Calendar().Check(new("haircut"), At("2026-10-21T10:15")).State);
    }

    [Fact]
    public async Task The_minutes_after_a_service_are_occupied_too()
    {
        var salon = _salon with
        {
            Services = [.. _salon.Services.Select(service => service with { BufferMinutes = 15 })],
        };
        await OccupyAsync("2026-10-22T11:00", 60, "mira");

        Assert.Equal(SlotState.Free, Calendar(salon).Check(new("haircut", "mira"), At("2026-10-22T10:00")).State);
        Assert.Equal(SlotState.Taken, Calendar(salon).Check(new("haircut", "mira"), At("2026-10-22T10:15")).State);
        // Cleaning may last until after closing time.
        Assert.Equal(SlotState.Free, Calendar(salon).Check(new("haircut", "mira"), At("2026-10-21T17:15")).State);
        Assert.Equal(60, BookingCalendar.OccupiedMinutes(salon.Find("haircut")!));
    }

    [Fact]
    public async Task Who_moves_an_appointment_has_its_own_time_free()
    {
        var cells = new Occupancy(_keys.Ring, _database).Cells(Zoned("2026-10-21T10:00"), 45, "mira");
        var (person, id) = await Occupied.TakeAsync(_database, _keys.Ring, cells);
        var own = _database.Read(session => Appointments.CellsOf(session, person, id));

        Assert.Equal(SlotState.Taken, Calendar().Check(new("haircut", "mira"), At("2026-10-21T10:15")).State);
        Assert.Equal(
            SlotState.Free, Calendar().Check(new("haircut", "mira"), At("2026-10-21T10:15"), moved: own).State);
        Assert.Contains(
            At("2026-10-21T10:15"), Calendar().Free(new("haircut", "mira"), new(2026, 10, 21), 300, own));
    }

    [Fact]
    public void A_day_that_begins_at_ten_past_is_offered_on_the_grid()
    {
        IReadOnlyList<OpenSpan> late = [new(new LocalTime(9, 10), new LocalTime(12, 0))];
        var salon = _salon with
        {
            Hours = _salon.Hours with
            {
                Week = new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> { [IsoDayOfWeek.Wednesday] = late },
            },
        };

        Assert.Equal(At("2026-10-21T09:15"), Calendar(salon).Free(new("haircut"), new(2026, 10, 21), 300)[0]);
    }

    [Fact]
    public void A_service_that_nobody_does_is_never_free()
    {
        var salon = _salon with { Staff = [_salon.Staff[1]] };

        Assert.Equal(SlotState.Away, Calendar(salon).Check(new("balayage"), At("2026-10-21T10:00")).State);
        Assert.Empty(Calendar(salon).Free(new("balayage"), new(2026, 10, 21), 300));
    }

    private async Task OccupyAsync(string start, int minutes, string? staffId) => await Occupied.TakeAsync(
        _database, _keys.Ring, new Occupancy(_keys.Ring, _database).Cells(Zoned(start), minutes, staffId));

    private BookingCalendar Calendar(Business? business = null) =>
        new(business ?? _salon, new Occupancy(_keys.Ring, _database), _clock);

    private static Instant Zoned(string text) => _salon.Zone.AtStrictly(At(text)).ToInstant();

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
