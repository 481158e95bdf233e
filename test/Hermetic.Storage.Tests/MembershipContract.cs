namespace Hermetic.Storage.Tests;

/// <summary>The nodes' table is changed by one at a time: whoever looked at an older one is told so, and nothing happened.</summary>
public abstract class MembershipContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public void A_new_table_is_empty_and_has_the_first_version()
    {
        var table = Database.Read(Membership.Read);

        Assert.Equal(0, table.Version);
        Assert.Empty(table.Rows);
        Assert.Empty(Database.Read(session => Membership.Read(session, Address(1))).Rows);
    }

    [Fact]
    public async Task A_silo_comes_with_the_next_version_and_is_found_alone_and_among_all()
    {
        Assert.True(await InsertAsync(Silo(1, SiloState.Joining, entry: 7), version: 0));
        Assert.True(await InsertAsync(Silo(2, SiloState.Active), version: 1));

        var all = Database.Read(Membership.Read);
        var one = Database.Read(session => Membership.Read(session, Address(1)));

        Assert.Equal((2, 2), (all.Version, all.Rows.Count));
        Assert.Equal(2, one.Version);
        var row = Assert.Single(one.Rows);
        Assert.Equal(SiloState.Joining, row.State);
        Assert.Equal(Address(1).ToArray(), row.Address.ToArray());
        Assert.Equal([7], row.Entry.ToArray());
        Assert.Empty(Database.Read(session => Membership.Read(session, Address(3))).Rows);
    }

    [Fact]
    public async Task Of_two_that_change_the_same_version_one_hears_that_it_was_late()
    {
        Assert.True(await InsertAsync(Silo(1), version: 0));

        Assert.False(await InsertAsync(Silo(2), version: 0));

        var table = Database.Read(Membership.Read);
        Assert.Equal((1, 1), (table.Version, table.Rows.Count));
    }

    [Fact]
    public async Task A_silo_that_is_there_already_is_not_inserted_and_the_version_stays()
    {
        await InsertAsync(Silo(1, SiloState.Active), version: 0);

        Assert.False(await InsertAsync(Silo(1, SiloState.Joining), version: 1));

        var table = Database.Read(Membership.Read);
        Assert.Equal((1, SiloState.Active), (table.Version, Assert.Single(table.Rows).State));
    }

    [Fact]
    public async Task A_change_of_a_silo_changes_its_etag_and_needs_the_one_before()
    {
        await InsertAsync(Silo(1, SiloState.Joining), version: 0);
        var before = Only();

        Assert.True(await UpdateAsync(before with { State = SiloState.Active, Entry = Bytes(9) }, version: 1));
        Assert.False(await UpdateAsync(before with { State = SiloState.Dead }, version: 2));
        Assert.False(await UpdateAsync(Silo(2), version: 2));
        Assert.False(await UpdateAsync(Only() with { State = SiloState.Dead }, version: 1));

        var after = Only();
        Assert.NotEqual(before.Etag, after.Etag);
        Assert.Equal((SiloState.Active, 9), (after.State, Assert.Single(after.Entry.ToArray())));
        Assert.Equal(2, Database.Read(Membership.Read).Version);
    }

    [Fact]
    public async Task Changes_at_once_leave_one_version_for_each_that_succeeded()
    {
        var done = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => InsertAsync(Silo(number), version: 0)));

        Assert.Single(done, succeeded => succeeded);
        var table = Database.Read(Membership.Read);
        Assert.Equal((1, 1), (table.Version, table.Rows.Count));
    }

    [Fact]
    public async Task A_sign_of_life_moves_the_time_of_the_database_and_nothing_else()
    {
        await InsertAsync(Silo(1, SiloState.Active), version: 0);
        var before = Only();
        await UntilLaterAsync(before.At);

        // A node whose own clock is wrong says the same as every other.
        Clock.Advance(TimeSpan.FromDays(300));
        await BeatAsync(1);

        var table = Database.Read(Membership.Read);
        var after = Assert.Single(table.Rows);
        Assert.InRange(after.At, before.At + 1, table.Now);
        Assert.Equal((before.Etag, 1), (after.Etag, table.Version));
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds(table.Now), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task Who_is_silent_is_buried_and_the_version_moves_once()
    {
        foreach (var number in Enumerable.Range(1, 3))
            await InsertAsync(Silo(number, SiloState.Active), version: number - 1);
        var seen = Database.Read(Membership.Read).Rows;
        await UntilLaterAsync(seen.Max(row => row.At));
        await BeatAsync(2);

        Assert.Equal(2, await Database.CommitAsync(transaction => Membership.Bury(transaction, [.. seen])));

        var table = Database.Read(Membership.Read);
        Assert.Equal(4, table.Version);
        Assert.Equal(
            [Address(2).ToArray()], table.Rows.Where(row => row.State == SiloState.Active).Select(row => row.Address.ToArray()));
        Assert.Equal(0, await Database.CommitAsync(transaction => Membership.Bury(transaction, [.. seen])));
        Assert.Equal(4, Database.Read(Membership.Read).Version);
    }

    [Fact]
    public async Task The_dead_give_no_sign_of_life_and_cannot_be_brought_back_by_who_saw_them_living()
    {
        await InsertAsync(Silo(1, SiloState.Active), version: 0);
        var living = Only();
        await Database.CommitAsync(transaction => Membership.Bury(transaction, [living]));
        var dead = Only();
        await UntilLaterAsync(dead.At);

        await BeatAsync(1);

        Assert.Equal((SiloState.Dead, dead.At), (Only().State, Only().At));
        Assert.False(await UpdateAsync(living, version: 2));
    }

    [Fact]
    public async Task Only_the_dead_are_forgotten_and_only_when_they_are_old()
    {
        await InsertAsync(Silo(1, SiloState.Active), version: 0);
        await InsertAsync(Silo(2, SiloState.Dead), version: 1);
        var now = Database.Read(Membership.Read).Now;

        Assert.Equal(0, await Database.CommitAsync(transaction => Membership.ForgetDead(transaction, now - 60_000)));
        Assert.Equal(1, await Database.CommitAsync(transaction => Membership.ForgetDead(transaction, now + 60_000)));

        Assert.Equal(SiloState.Active, Only().State);
        Assert.Equal(1, await Database.CommitAsync(Membership.ForgetAll));
    }

    [Fact]
    public async Task Generations_never_come_twice_not_even_after_everything_was_forgotten()
    {
        var first = await Database.CommitAsync(Membership.NextGeneration);
        await Database.CommitAsync(Membership.ForgetAll);
        await ReopenAsync();

        Assert.Equal(first + 1, await Database.CommitAsync(Membership.NextGeneration));
    }

    private SiloRow Only() => Assert.Single(Database.Read(Membership.Read).Rows);

    private Task<bool> InsertAsync(SiloRow row, long version) =>
        Database.CommitAsync(transaction => Membership.Insert(transaction, row, version));

    private Task<bool> UpdateAsync(SiloRow row, long version) =>
        Database.CommitAsync(transaction => Membership.Update(transaction, row, version));

    private Task BeatAsync(int number) => Database.CommitAsync(transaction => Membership.Beat(transaction, Address(number)));

    /// <summary>The database's clock has milliseconds; a moment later is a commit or two away.</summary>
    private async Task UntilLaterAsync(long moment)
    {
        while (Database.Read(Membership.Read).Now <= moment)
            await Database.CommitAsync(_ => { });
    }

    private static SiloRow Silo(int number, SiloState state = SiloState.Joining, byte entry = 0) =>
        new(Address(number), state, Etag: 0, At: 0, Bytes(entry));

    private static ReadOnlyMemory<byte> Address(int number) => Bytes((byte)number);

    private static ReadOnlyMemory<byte> Bytes(byte one) => new[] { one };
}
