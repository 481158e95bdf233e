using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>What belongs to nobody lies under its day's key, and goes with it.</summary>
public abstract class DayKeysContract(IEngine engine) : KeyedContract(engine)
{
    [Fact]
    public async Task The_first_slot_serves_the_day_and_later_ones_are_not_taken()
    {
        Assert.Null(Database.Read(session => DayKeys.Find(session, Today)));

        var slots = await Task.WhenAll(Enumerable.Range(1, 8).Select(slot =>
            Database.CommitAsync(transaction => DayKeys.Assign(transaction, Today, slot))));

        Assert.Single(slots.Distinct());
        Assert.Equal(slots[0], Database.Read(session => DayKeys.Find(session, Today)));
        Assert.Null(Database.Read(session => DayKeys.Find(session, Today + 1)));
    }

    [Fact]
    public async Task Days_expire_one_by_one()
    {
        for (var day = 0; day < 4; day++)
            await Database.CommitAsync(transaction => DayKeys.Assign(transaction, 100 + day, 10 + day));

        Assert.Empty(Database.Read(session => DayKeys.Expired(session, 100)));
        Assert.Equal([10], Database.Read(session => DayKeys.Expired(session, 101)));
        Assert.Equal([10, 11, 12], Database.Read(session => DayKeys.Expired(session, 103)).Order());
    }

    [Fact]
    public async Task When_a_day_is_destroyed_its_key_and_what_it_sealed_are_gone_and_nothing_else_is()
    {
        var guest = await WelcomeAsync();
        await ParkADayAsync(slot: 10, guest);
        Clock.Advance(TimeSpan.FromDays(1));
        await ParkADayAsync(slot: 11, guest);

        await DestroyAsync(beforeDay: Today, 10);

        await Assert.ThrowsAsync<SlotDestroyedException>(async () => await OpenAsync(10));
        using var kept = await OpenAsync(11);
        Assert.Empty(Database.Read(session => DayKeys.Expired(session, Today)));
        Assert.Equal(11, Database.Read(session => DayKeys.Find(session, Today)));
        Assert.Equal(1, Engine.Count("select count(*) from parked where subject is null"));
        Assert.Equal(2, Engine.Count("select count(*) from parked where subject is not null"));
    }

    [Fact]
    public async Task A_destruction_that_is_fenced_destroys_nothing()
    {
        var guest = await WelcomeAsync();
        await ParkADayAsync(slot: 10, guest);
        var (roll, _) = await RollAsync(10);

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            DayKeys.Destroy(transaction, Today + 1, roll, from: 7, to: 8)));

        using var kept = await OpenAsync(10);
        Assert.Equal(10, Database.Read(session => DayKeys.Find(session, Today)));
        Assert.Equal(2, Engine.Count("select count(*) from parked"));
    }

    [Fact]
    public async Task Parked_elements_are_counted_by_reason()
    {
        var guest = await WelcomeAsync();
        await Database.CommitAsync(transaction =>
        {
            Park(transaction, reason: 3, guest.Subject);
            Park(transaction, reason: 1, owner: null);
            Park(transaction, reason: 3, owner: null);
        });

        Assert.Equal([(1, 1L), (3, 2L)], Database.Read(Parked.Counts));
    }

    private Task ParkADayAsync(long slot, Guest guest) => Database.CommitAsync(transaction =>
    {
        DayKeys.Assign(transaction, Today, slot);
        Park(transaction, reason: 1, owner: null);
        Park(transaction, reason: 1, guest.Subject);
    });

    private void Park(Transaction transaction, int reason, SubjectId? owner)
    {
        var id = MessageId.New();
        var context = new SealContext("parked", "envelope", id.Value, 1, owner?.Value ?? Guid.Empty);
        Parked.Keep(transaction, id, reason, owner, Key.Seal<ParkedContent>("{}"u8, context));
    }

    private async Task DestroyAsync(int beforeDay, params long[] slots)
    {
        var (roll, next) = await RollAsync(slots);
        await Database.CommitAsync(transaction =>
            DayKeys.Destroy(transaction, beforeDay, roll, Root.Epoch, next.Epoch));
        Root.Dispose();
        Root = next;
    }
}
