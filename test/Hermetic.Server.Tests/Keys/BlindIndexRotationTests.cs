using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Hermetic.Server.Tests.Keys;

/// <summary>
/// The blind-index key is rotated under two nodes that go on meanwhile: whatever was found by a tag before is found after,
/// and what had its first delivery before is not taken a second time.
/// </summary>
public abstract class BlindIndexRotationTests : IAsyncLifetime
{
    private const string Ana = "4915112345678";
    private const string Ben = "4915187654321";
    private static readonly Instant _morning = Instant.FromUtc(2026, 12, 1, 9, 0);

    private TwoNodes _nodes = null!;

    private protected abstract Task<Database> OpenDatabaseAsync(string folder, TimeProvider clock);

    /// <summary>Null where one process writes.</summary>
    private protected abstract Func<TimeProvider, Task<Database>>? Again { get; }

    public async ValueTask InitializeAsync() => _nodes = await TwoNodes.StartAsync(OpenDatabaseAsync, Again);

    [Fact]
    public async Task After_rotation_and_trim_nothing_needs_the_old_version_and_everything_is_found()
    {
        var (one, other) = (_nodes.One, _nodes.Other);
        Assert.True(await _nodes.HearAsync(one, Ana, "wamid.before"));
        var ana = (await _nodes.FindAsync(one, Ana))!.Value;
        var sent = await _nodes.SendAsync(one, ana, "wamid.answer");
        // No status of it ever comes: its mark stays as it is.
        await _nodes.SendAsync(one, ana, "wamid.silence");
        await _nodes.BookAsync(one, ana, _morning);
        await _nodes.CreateAsync();
        Assert.True(await _nodes.HearAsync(one, Ana, "wamid.meanwhile"));
        await _nodes.ActivateAsync();

        foreach (var vault in new[] { one, other })
            await EverythingIsFoundAsync(vault);
        Assert.True(await _nodes.HearAsync(one, Ana, "wamid.then"));
        Assert.Single(_nodes.Conversations);
        await TwoNodes.RetagAllAsync(_nodes.Rotation(one));
        Assert.True(await _nodes.HearAsync(other, Ana, "wamid.after"));
        foreach (var vault in new[] { one, other, await _nodes.OpenAsync() })
            await EverythingIsFoundAsync(vault);
        await RefusedAsync("is known by it until 2027-01-03");

        _nodes.Clock.Advance(TimeSpan.FromDays(40));
        await _nodes.SweepAsync(one);
        await RefusedAsync("is known by it until 2027-01-03");
        Assert.True(await _nodes.HearAsync(other, Ana, "wamid.late"));
        _nodes.Clock.Advance(TimeSpan.FromDays(1));
        await _nodes.SweepAsync(one);
        Assert.Equal(0, _nodes.Under(1));

        Assert.Equal(1, await _nodes.TrimAsync());
        Assert.True(await other.TryFollowRingAsync(default));
        foreach (var vault in new[] { one, other, await _nodes.OpenAsync() })
        {
            Assert.Empty(vault.Ring.BlindIndex.Tag("p", "v"u8).Others.ToArray());
            Assert.Equal(ana, await _nodes.FindAsync(vault, Ana));
            Assert.False(await _nodes.HearAsync(vault, Ana, "wamid.late"));
            Assert.True(_nodes.IsOccupied(vault, _morning));
        }
        Assert.Single(_nodes.Conversations);

        async Task EverythingIsFoundAsync(Vault vault)
        {
            Assert.False(await _nodes.HearAsync(vault, Ana, "wamid.before"));
            Assert.False(await _nodes.HearAsync(vault, Ana, "wamid.meanwhile"));
            Assert.Equal(ana, await _nodes.FindAsync(vault, Ana));
            Assert.True(_nodes.IsOccupied(vault, _morning));
            await _nodes.TellAsync(vault, "wamid.answer", "delivered");
            Assert.Equal(OutboxState.Delivered, _nodes.StateOf(ana, sent));
            Assert.Single(_nodes.Conversations);
        }
    }

    [Fact]
    public async Task A_node_that_slept_through_the_notice_takes_nothing_twice_and_introduces_nobody_twice()
    {
        var asleep = _nodes.Other;
        await _nodes.RotateAsync();
        Assert.True(await _nodes.HearAsync(_nodes.One, Ana, "wamid.A"));
        Assert.Equal(1, asleep.Ring.BlindIndex.Version);

        Assert.False(await _nodes.HearAsync(asleep, Ana, "wamid.A"));
        Assert.True(await _nodes.HearAsync(asleep, Ana, "wamid.B"));

        Assert.Equal(2, asleep.Ring.BlindIndex.Version);
        Assert.Single(_nodes.Conversations);
        Assert.Equal(0, _nodes.Under(1));
    }

    [Fact]
    public async Task The_same_webhook_on_two_nodes_is_stored_once_whatever_the_rotation_is_just_doing()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.first");
        var rotation = Task.Run(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await _nodes.RotateAsync();
                await _nodes.Rotation(_nodes.One).RetagAsync(default);
            }
        }, TestContext.Current.CancellationToken);

        HashSet<string> writers = [Ana];
        for (var i = 0; i < 30 || !rotation.IsCompleted; i++)
        {
            var (from, wamid) = (i % 2 == 0 ? Ana : $"49151{i:D8}", $"wamid.{i}");
            writers.Add(from);
            var stored = await Task.WhenAll(
                Task.Run(() => _nodes.HearAsync(_nodes.One, from, wamid)),
                Task.Run(() => _nodes.HearAsync(_nodes.Other, from, wamid)));
            Assert.Equal((i, 1), (i, stored.Count(isNew => isNew)));
        }
        await rotation;

        // Nobody is two people, and nobody has two conversations.
        Assert.Equal(writers.Count, _nodes.Conversations.Count);
        var people = new HashSet<SubjectId>();
        foreach (var writer in writers)
            Assert.True(people.Add((await _nodes.FindAsync(_nodes.One, writer))!.Value));
        Assert.Equal(people, _nodes.Conversations.Select(row => row.Subject).ToHashSet());
        Assert.False(await _nodes.HearAsync(_nodes.Other, Ana, "wamid.first"));
    }

    [Fact]
    public async Task Two_bookings_of_one_hour_conflict_whichever_version_each_node_has()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        await _nodes.HearAsync(_nodes.One, Ben, "wamid.B");
        var (ana, ben) = ((await _nodes.FindAsync(_nodes.One, Ana))!.Value, (await _nodes.FindAsync(_nodes.One, Ben))!.Value);
        await _nodes.BookAsync(_nodes.One, ana, _morning, "mira");
        await _nodes.RotateAsync();

        await Assert.ThrowsAsync<SlotTakenException>(() => _nodes.BookAsync(_nodes.One, ben, _morning, "mira"));
        // It has not looked: what it would take under the version before, nobody would see.
        await Assert.ThrowsAsync<FencedException>(() => _nodes.BookAsync(
            _nodes.Other, ben, _morning + NodaTime.Duration.FromHours(2), "mira"));
        await TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One));
        await _nodes.Other.CatchUpAsync(default);

        Assert.True(_nodes.IsOccupied(_nodes.Other, _morning, "mira"));
        Assert.False(_nodes.IsOccupied(_nodes.Other, _morning, "jonas"));
        await Assert.ThrowsAsync<SlotTakenException>(() => _nodes.BookAsync(_nodes.Other, ben, _morning, "mira"));
        await _nodes.BookAsync(_nodes.Other, ben, _morning + NodaTime.Duration.FromHours(2), "mira");
    }

    [Fact]
    public async Task A_message_of_somebody_who_was_erased_is_refused_when_it_comes_again_across_the_rotation()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        await _nodes.EraseAsync(_nodes.One, (await _nodes.FindAsync(_nodes.One, Ana))!.Value);

        await _nodes.RotateAsync();
        await TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One));

        Assert.False(await _nodes.HearAsync(_nodes.Other, Ana, "wamid.A"));
        Assert.False(await _nodes.HearAsync(_nodes.One, Ana, "wamid.A"));
        Assert.Empty(_nodes.Conversations);
        await RefusedAsync("is known by it until 2026-12-03");
    }

    [Fact]
    public async Task A_number_that_is_given_up_after_the_rotation_finds_whoever_had_it_no_more()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        var ana = await _nodes.FindAsync(_nodes.One, Ana);
        await _nodes.RotateAsync();

        Assert.True(await _nodes.MoveAsync(_nodes.One, Ana, Ben, "wamid.B"));

        Assert.Equal((ana, null), (await _nodes.FindAsync(_nodes.One, Ben), await _nodes.FindAsync(_nodes.One, Ana)));
        await TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One));
        Assert.Equal((ana, null), (await _nodes.FindAsync(_nodes.One, Ben), await _nodes.FindAsync(_nodes.One, Ana)));
        Assert.True(await _nodes.HearAsync(_nodes.Other, Ana, "wamid.C"));
        Assert.Equal(2, _nodes.Conversations.Count);
        Assert.Equal(0, _nodes.Under(1));
    }

    [Fact]
    public async Task Whoever_moved_is_erased_with_the_pepper_of_the_bucket_they_were_in_before()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        var ana = (await _nodes.FindAsync(_nodes.One, Ana))!.Value;
        var before = Assert.Single(_nodes.Database.Read(session => Erasures.BucketsOf(session, ana)));
        await _nodes.RotateAsync();
        await TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One));

        await Assert.ThrowsAsync<FencedException>(async () => await _nodes.One.OpenAsync(before.Slot, default));

        var after = Assert.Single(_nodes.Database.Read(session => Erasures.BucketsOf(session, ana)));
        Assert.InRange(after.Number, 65_536, 131_071);
        await _nodes.EraseAsync(_nodes.One, ana);
        Assert.Null(await _nodes.FindAsync(_nodes.One, Ana));
        await Assert.ThrowsAsync<FencedException>(async () => await _nodes.One.OpenAsync(after.Slot, default));
    }

    [Fact]
    public async Task A_rotation_in_the_middle_of_the_re_tagging_begins_it_anew()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        await _nodes.HearAsync(_nodes.One, Ben, "wamid.B");
        var rotation = _nodes.Rotation(_nodes.One);
        await _nodes.RotateAsync();
        // The number, and the people.
        Assert.True(await rotation.RetagAsync(default) > 0);
        Assert.True(await rotation.RetagAsync(default) > 0);

        await _nodes.RotateAsync();
        await TwoNodes.RetagAllAsync(rotation);

        Assert.Equal((0, 0), (_nodes.Under(1), _nodes.Under(2)));
        Assert.NotNull(await _nodes.FindAsync(_nodes.One, Ana));
    }

    [Fact]
    public async Task Whoever_was_just_being_erased_leaves_no_bucket_of_the_earlier_version_behind()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        var ana = (await _nodes.FindAsync(_nodes.One, Ana))!.Value;
        await _nodes.FenceAsync(_nodes.One, ana);
        var rotation = _nodes.Rotation(_nodes.One);
        await _nodes.RotateAsync();
        await TwoNodes.RetagAllAsync(rotation);
        await _nodes.FinishErasureAsync(_nodes.One, ana);
        Assert.NotEmpty(_nodes.Database.Read(session => TaggedRows.EmptyBuckets(session, 2, 10)));

        _nodes.Clock.Advance(Retagging.Pause);
        await TwoNodes.RetagAllAsync(rotation);

        Assert.Empty(_nodes.Database.Read(session => TaggedRows.EmptyBuckets(session, 2, 10)));
    }

    [Fact]
    public async Task Peppers_that_cannot_be_destroyed_now_keep_the_version_and_are_destroyed_later()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        await _nodes.RotateAsync();
        var rotation = _nodes.Rotation(_nodes.One);

        _nodes.Away(true);
        await Assert.ThrowsAsync<RootProviderException>(() => TwoNodes.RetagAllAsync(rotation));
        _nodes.Away(false);

        Assert.NotNull(await _nodes.FindAsync(_nodes.One, Ana));
        Assert.Equal((1, 0), (_nodes.Under(1), await _nodes.TrimAsync()));
        Assert.Equal(0, await rotation.RetagAsync(default));
        Assert.Equal((0, 1), (_nodes.Under(1), await _nodes.TrimAsync()));
    }

    [Fact]
    public async Task What_does_not_open_keeps_its_version_and_is_in_nobodys_way()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        await _nodes.SpoilAsync(_nodes.One);
        await _nodes.HearAsync(_nodes.One, Ben, "wamid.B");
        await _nodes.RotateAsync();

        await TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One));

        // The identifier, its bucket, the message.
        Assert.Equal((3, 0), (_nodes.Under(1), await _nodes.TrimAsync()));
        Assert.NotNull(await _nodes.FindAsync(_nodes.One, Ana));
        Assert.NotNull(await _nodes.FindAsync(_nodes.Other, Ben));
        Assert.EndsWith("or do not open.", _nodes.Rotation(_nodes.One).WhyKept(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_re_tagging_it_goes_on_and_both_nodes_at_once_are_no_harm()
    {
        for (var i = 0; i < 300; i++)
            await _nodes.HearAsync(_nodes.One, $"49152{i:D8}", $"wamid.{i}");
        await _nodes.RotateAsync();
        Assert.Equal(Retagging.Batch, await _nodes.Rotation(_nodes.One).RetagAsync(default));
        await _nodes.Rotation(_nodes.One).RetagAsync(default);
        Assert.Equal(Retagging.Batch, await _nodes.Rotation(_nodes.One).RetagAsync(default));

        var after = await _nodes.OpenAsync();
        await Task.WhenAll(
            Task.Run(() => TwoNodes.RetagAllAsync(_nodes.Rotation(after))),
            Task.Run(() => TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One))));

        Assert.Equal(0, _nodes.Under(1));
        // Numbers, people, messages and the marks of these, each once.
        Assert.Equal(4 * 300, _nodes.Database.Read(RingVersions.Read)!.Find(RingKey.BlindIndex, 1)!.Moved);
        Assert.NotNull(await _nodes.FindAsync(_nodes.One, "4915200000299"));
        Assert.Equal(1, await _nodes.TrimAsync());
    }

    [Fact]
    public async Task A_service_does_all_of_it_by_itself_and_trims_when_the_last_mark_has_gone()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        var ana = (await _nodes.FindAsync(_nodes.One, Ana))!.Value;
        await _nodes.SendAsync(_nodes.One, ana, "wamid.S");
        await _nodes.CreateAsync();
        var watch = new RotationWatch(
            _nodes.Other, _nodes.Database, _nodes.Rotation(_nodes.Other), _nodes.Clock, NullLogger<RotationWatch>.Instance);

        _nodes.Clock.Advance(KeyRotation.Notice);
        for (var i = 0; i < 10; i++)
            await watch.StepAsync(default);
        // The mark of the send.
        Assert.Equal(1, _nodes.Under(1));
        _nodes.Clock.Advance(TimeSpan.FromDays(40));
        await _nodes.SweepAsync(_nodes.Other);
        await watch.StepAsync(default);
        Assert.Equal(KeyState.DecryptOnly, StateOfTheFirst());
        _nodes.Clock.Advance(TimeSpan.FromDays(1));
        await _nodes.SweepAsync(_nodes.Other);
        await watch.StepAsync(default);

        Assert.Equal(KeyState.Destroyed, StateOfTheFirst());
        Assert.Equal(ana, await _nodes.FindAsync(_nodes.Other, Ana));

        KeyState StateOfTheFirst() => _nodes.Database.Read(RingVersions.Read)!.Find(RingKey.BlindIndex, 1)!.State;
    }

    [Fact]
    public async Task A_number_that_is_given_up_while_its_person_is_just_moved_to_another_bucket_is_given_up()
    {
        await _nodes.HearAsync(_nodes.One, Ana, "wamid.A");
        var ana = await _nodes.FindAsync(_nodes.One, Ana);
        await _nodes.RotateAsync();
        await _nodes.Other.CatchUpAsync(default);

        await _nodes.MoveAsync(
            _nodes.Other, Ana, Ben, "wamid.B", () => TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One)));

        Assert.Equal(ana, await _nodes.FindAsync(_nodes.One, Ben));
        Assert.Null(await _nodes.FindAsync(_nodes.One, Ana));
        // Whoever has the number now is somebody else.
        Assert.True(await _nodes.HearAsync(_nodes.One, Ana, "wamid.C"));
        Assert.NotEqual(ana, await _nodes.FindAsync(_nodes.One, Ana));
    }

    [Fact]
    public async Task Who_was_not_found_may_have_come_since_or_under_another_version_and_is_asked_for_again()
    {
        Assert.False(await _nodes.IsKnownAsync(_nodes.Other, Ana, () => Task.CompletedTask));
        await Assert.ThrowsAsync<FencedException>(() => _nodes.IsKnownAsync(
            _nodes.Other, Ana, () => _nodes.HearAsync(_nodes.One, Ana, "wamid.A")));
        Assert.True(await _nodes.IsKnownAsync(_nodes.Other, Ana, () => Task.CompletedTask));
        await _nodes.RotateAsync();
        await TwoNodes.RetagAllAsync(_nodes.Rotation(_nodes.One));

        // It has read the ring by the time of its commit, and had not when it asked.
        await Assert.ThrowsAsync<FencedException>(() => _nodes.IsKnownAsync(
            _nodes.Other, Ana, () => _nodes.Other.CatchUpAsync(default)));
        Assert.True(await _nodes.IsKnownAsync(_nodes.Other, Ana, () => Task.CompletedTask));
    }

    /// <summary>
    /// A node is frozen after it has recorded the activation and before it has made it in the file: it holds the directory.
    /// The others know the version already, and go on without the file; when the directory is free they bring it along.
    /// </summary>
    [Fact]
    public async Task A_node_that_is_frozen_in_the_activation_keeps_nobody_waiting_who_knows_the_version()
    {
        await _nodes.CreateAsync();
        Assert.True(await _nodes.Other.TryFollowRingAsync(default));
        using (await _nodes.FreezeInActivationAsync())
        {
            // It is asked again and again; in vain as long as the file alone tells.
            Assert.True(await _nodes.HearAsync(_nodes.Other, Ana, "wamid.frozen").WaitAsync(RunningService.Patience));

            Assert.Equal((2, true), (_nodes.Other.Ring.BlindIndex.Version, _nodes.Other.Ring.FileEpoch < _nodes.Other.Ring.Epoch));
            Assert.False(await _nodes.HearAsync(_nodes.Other, Ana, "wamid.frozen"));
        }

        Assert.True(await _nodes.Other.TryFollowRingAsync(default));
        Assert.False(await _nodes.Other.TryFollowRingAsync(default));

        Assert.Equal(_nodes.Other.Ring.Epoch, _nodes.Other.Ring.FileEpoch);
        var next = await _nodes.OpenAsync();
        Assert.Equal(2, next.Ring.BlindIndex.Version);
        Assert.False(await _nodes.HearAsync(next, Ana, "wamid.frozen"));
    }

    /// <summary>Nothing is destroyed, and a sentence says for how long.</summary>
    private async Task RefusedAsync(string why)
    {
        Assert.Equal(0, await _nodes.TrimAsync());
        var said = _nodes.Rotation(_nodes.One).WhyKept();
        Assert.StartsWith("Version 1 of blind-index stays. Rows that only it finds: ", said, StringComparison.Ordinal);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.Null(_nodes.Database.Read(session => SpentVersion.Find(session, RingKey.BlindIndex, 1)));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteBlindIndexRotationTests : BlindIndexRotationTests
{
    private protected override Task<Database> OpenDatabaseAsync(string folder, TimeProvider clock) =>
        Database.OpenAsync(folder, clock);

    private protected override Func<TimeProvider, Task<Database>>? Again => null;
}

public sealed class PostgresBlindIndexRotationTests : BlindIndexRotationTests
{
    private readonly string _schema = $"blind_{Guid.NewGuid():N}";

    private protected override Task<Database> OpenDatabaseAsync(string folder, TimeProvider clock)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        PostgresServer.Shared.Execute($"create schema {_schema}");
        return OpenAsync(clock);
    }

    private protected override Func<TimeProvider, Task<Database>> Again => OpenAsync;

    private Task<Database> OpenAsync(TimeProvider clock) => Database.OpenAsync(
        PostgresAddress.Read($"{PostgresServer.Shared.Address()};Search Path={_schema}", out _)!, clock);
}
