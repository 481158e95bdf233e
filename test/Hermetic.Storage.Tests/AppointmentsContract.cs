using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Two appointments never overlap by as much as one 5-minute cell.</summary>
public abstract class AppointmentsContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task Of_sixty_four_who_book_one_slot_at_once_exactly_one_gets_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => EnterAsync()));

        var bookings = await TogetherAsync(
            leases.Select(lease => Booking(lease, AppointmentId.New(), 1, 2, 3)));

        Assert.Equal(1, bookings.Count(booking => booking.IsCompletedSuccessfully));
        Assert.Equal(63, bookings.Count(booking => booking.Exception?.InnerException is SlotTakenException));
        Assert.Equal(1, Engine.Count("select count(*) from appointment"));
        Assert.Equal(3, Engine.Count("select count(*) from occupancy"));
    }

    [Fact]
    public async Task The_cells_that_a_loser_had_taken_are_free_again()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        await Database.CommitAsync(Booking(first, AppointmentId.New(), 3, 4));

        await AssertTakenAsync(Booking(second, AppointmentId.New(), 1, 2, 3));

        Assert.False(IsOccupied(1) || IsOccupied(2));
        Assert.True(IsOccupied(3) && IsOccupied(4));
        await Database.CommitAsync(Booking(second, AppointmentId.New(), 1, 2));
    }

    [Theory]
    [InlineData(9, 10)]
    [InlineData(12, 13)]
    [InlineData(11, 11)]
    [InlineData(5, 20)]
    public async Task An_overlap_of_one_cell_is_refused(int from, int to)
    {
        var lease = await EnterAsync();
        await Database.CommitAsync(Booking(lease, AppointmentId.New(), 10, 11, 12));

        await AssertTakenAsync(
            Booking(lease, AppointmentId.New(), [.. Enumerable.Range(from, to - from + 1)]));
    }

    [Theory]
    [InlineData(8, 9)]
    [InlineData(13, 14)]
    public async Task Appointments_may_follow_each_other_without_a_gap(int from, int to)
    {
        var lease = await EnterAsync();
        await Database.CommitAsync(Booking(lease, AppointmentId.New(), 10, 11, 12));

        await Database.CommitAsync(Booking(lease, AppointmentId.New(), from, to));

        Assert.Equal(2, Database.Read(session => Appointments.Of(session, lease.Subject)).Count);
    }

    [Fact]
    public async Task Cancelling_frees_the_slot_for_the_next_one()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await Database.CommitAsync(Booking(first, id, 1, 2));

        Assert.True(await Database.CommitAsync(transaction => Appointments.Cancel(transaction, first, id)));

        Assert.False(IsOccupied(1) || IsOccupied(2));
        Assert.Empty(Database.Read(session => Appointments.Of(session, first.Subject)));
        await Database.CommitAsync(Booking(second, AppointmentId.New(), 1, 2));
    }

    [Fact]
    public async Task Cancelling_again_does_not_free_the_slot_of_the_next_one()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await Database.CommitAsync(Booking(first, id, 1));
        await Database.CommitAsync(transaction => Appointments.Cancel(transaction, first, id));
        await Database.CommitAsync(Booking(second, AppointmentId.New(), 1));

        Assert.False(await Database.CommitAsync(transaction => Appointments.Cancel(transaction, first, id)));

        Assert.True(IsOccupied(1));
    }

    [Fact]
    public async Task Nobody_cancels_the_appointment_of_somebody_else()
    {
        var (owner, other) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await Database.CommitAsync(Booking(owner, id, 1));

        Assert.False(await Database.CommitAsync(transaction => Appointments.Cancel(transaction, other, id)));

        Assert.True(IsOccupied(1));
        Assert.Equal(id, Assert.Single(Database.Read(session => Appointments.Of(session, owner.Subject))).Id);
    }

    [Fact]
    public async Task Moving_into_a_taken_slot_keeps_the_old_one()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await Database.CommitAsync(Booking(first, id, 1));
        await Database.CommitAsync(Booking(second, AppointmentId.New(), 2));

        await AssertTakenAsync(transaction => Moving(transaction, first, id, 1, 2, 3));

        Assert.True(IsOccupied(1));
        Assert.False(IsOccupied(3));
        var row = Assert.Single(Database.Read(session => Appointments.Of(session, first.Subject)));
        Assert.Equal((id, 1), (row.Id, row.Version));
        Assert.True(Holds(row.Sealed, id.Value, first.Subject, "haircut at nine"u8));
    }

    [Fact]
    public async Task Moving_frees_the_old_cells_and_takes_the_new_ones_which_may_overlap()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await Database.CommitAsync(Booking(first, id, 1, 2, 3));

        Assert.True(await Database.CommitAsync(transaction => Moving(transaction, first, id, 1, 2, 3, 4)));

        Assert.False(IsOccupied(1));
        Assert.True(IsOccupied(2) && IsOccupied(3) && IsOccupied(4));
        Assert.Equal(2, Database.Read(session => Appointments.Find(session, first.Subject, id))!.Version);
        await Database.CommitAsync(Booking(second, AppointmentId.New(), 1));
        await AssertTakenAsync(Booking(second, AppointmentId.New(), 4));
    }

    [Fact]
    public async Task Of_two_who_move_to_one_slot_at_once_exactly_one_gets_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EnterAsync()));
        var ids = leases.Select(_ => AppointmentId.New()).ToList();
        for (var i = 0; i < leases.Length; i++)
            await Database.CommitAsync(Booking(leases[i], ids[i], 10 + i));

        var moves = await TogetherAsync(leases.Select((lease, i) =>
            (Action<Transaction>)(transaction => Moving(transaction, lease, ids[i], 1, 99))));

        Assert.Equal(1, moves.Count(move => move.IsCompletedSuccessfully));
        Assert.Equal(7, Enumerable.Range(10, 8).Count(IsOccupied));
    }

    [Fact]
    public async Task What_is_not_ones_own_cancelled_or_moved_meanwhile_is_not_moved()
    {
        var (owner, other) = (await EnterAsync(), await EnterAsync());
        var (id, gone) = (AppointmentId.New(), AppointmentId.New());
        await Database.CommitAsync(Booking(owner, id, 1));
        await Database.CommitAsync(Booking(owner, gone, 2));
        await Database.CommitAsync(transaction => Appointments.Cancel(transaction, owner, gone));
        Task<bool> Move(ConversationLease lease, AppointmentId which, long version) =>
            Database.CommitAsync(transaction => Moving(transaction, lease, which, version, 5));

        Assert.False(await Move(other, id, 1));
        Assert.False(await Move(owner, gone, 1));
        Assert.False(await Move(owner, id, 2));

        Assert.True(IsOccupied(1));
        Assert.False(IsOccupied(5));
    }

    [Fact]
    public async Task The_cells_of_an_appointment_are_shown_to_its_owner_only()
    {
        var (owner, other) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await Database.CommitAsync(Booking(owner, id, 1, 2));

        var cells = Database.Read(session => Appointments.CellsOf(session, owner.Subject, id));

        Assert.Equal(2, cells.Intersect([TagOf(1), TagOf(2)]).Count());
        Assert.Empty(Database.Read(session => Appointments.CellsOf(session, other.Subject, id)));
        Assert.Null(Database.Read(session => Appointments.Find(session, other.Subject, id)));
    }

    [Fact]
    public async Task A_person_sees_their_own_standing_appointments_only_and_they_open()
    {
        var (mine, theirs) = (await EnterAsync(), await EnterAsync());
        var id = AppointmentId.New();
        await TogetherAsync(Booking(mine, id, 1), Booking(theirs, AppointmentId.New(), 2));

        var row = Assert.Single(Database.Read(session => Appointments.Of(session, mine.Subject)));

        Assert.Equal((id, AppointmentState.Booked, 1), (row.Id, row.State, row.Version));
        Assert.True(Holds(row.Sealed, id.Value, mine.Subject, "haircut at nine"u8));
    }

    private async Task<ConversationLease> EnterAsync() => await ClaimAsync(await WelcomeAsync());

    private Action<Transaction> Booking(ConversationLease lease, AppointmentId id, params int[] cells)
    {
        var content = Seal<AppointmentContent>(id.Value, lease.Subject, "haircut at nine"u8);
        List<RingTag> tags = [.. cells.Select(TagOf)];
        return transaction => Appointments.Book(transaction, lease, id, tags, content);
    }

    private bool Moving(
        Transaction transaction, ConversationLease lease, AppointmentId id, long version, params int[] cells) =>
        Appointments.Move(
            transaction, lease, id, version, [.. cells.Select(TagOf)],
            Seal<AppointmentContent>(id.Value, lease.Subject, "haircut at ten"u8));

    private bool IsOccupied(int cell) =>
        Database.Read(session => Appointments.IsOccupied(session, TagOf(cell)));

    private async Task AssertTakenAsync(Action<Transaction> write) =>
        await Assert.ThrowsAsync<SlotTakenException>(() => Database.CommitAsync(write));
}
