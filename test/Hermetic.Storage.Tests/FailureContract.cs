using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>What fails, fails for whom it must and for nobody else; and the next write works again.</summary>
public abstract class FailureContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task A_failing_write_takes_back_its_own_rows_and_its_neighbours_commit()
    {
        await TogetherAsync(
            Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? Failing(i, new TimeoutException()) : Stop(i)));

        Assert.Equal(20, Engine.Count("select count(*) from suppression"));
        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal(i % 3 != 0, IsStopped(i)));
    }

    [Fact]
    public async Task An_exception_reaches_exactly_its_caller()
    {
        var thrown = Enumerable.Range(0, 10).Select(_ => new TimeoutException()).ToList();

        var writes = await TogetherAsync(
            thrown.SelectMany((failure, i) => new[] { Stop(i), Failing(100 + i, failure) }));

        for (var i = 0; i < thrown.Count; i++)
        {
            Assert.True(writes[2 * i].IsCompletedSuccessfully);
            Assert.Same(thrown[i], Assert.Single(writes[(2 * i) + 1].Exception!.InnerExceptions));
        }
    }

    [Fact]
    public async Task When_the_commit_fails_every_waiting_caller_hears_it_and_nothing_is_stored()
    {
        var before = Engine.Count("select count(*) from appointment");

        var writes = await TogetherAsync(Stop(1), Engine.BreakCommit, Stop(2));

        Assert.All(writes, write =>
            Assert.IsType<StorageFailedException>(Assert.Single(write.Exception!.InnerExceptions)));
        Assert.False(IsStopped(1) || IsStopped(2));
        Assert.Equal(before, Engine.Count("select count(*) from appointment"));
    }

    [Fact]
    public async Task After_a_failed_commit_the_next_one_works()
    {
        await TogetherAsync(Engine.BreakCommit);

        await Database.CommitAsync(Stop(3));

        Assert.True(IsStopped(3));
    }

    [Fact]
    public async Task A_caller_with_an_exception_of_its_own_keeps_it_when_the_commit_fails()
    {
        var own = new TimeoutException();

        var writes = await TogetherAsync(Failing(1, own), Engine.BreakCommit);

        Assert.Same(own, Assert.Single(writes[0].Exception!.InnerExceptions));
    }

    [Fact]
    public async Task On_a_full_disk_a_caller_hears_of_success_only_for_what_is_stored()
    {
        await Database.CommitAsync(Engine.FillDisk);

        var writes = await TogetherAsync(Stop(1), Park(9), Stop(2));

        Assert.IsType<DiskFullException>(Assert.Single(writes[1].Exception!.InnerExceptions));
        Assert.Equal(0, Engine.Count("select count(*) from parked"));
        Assert.Equal(writes[0].IsCompletedSuccessfully, IsStopped(1));
        Assert.Equal(writes[2].IsCompletedSuccessfully, IsStopped(2));
    }

    [Fact]
    public async Task When_there_is_room_again_writes_succeed_again()
    {
        await Database.CommitAsync(Engine.FillDisk);
        await TogetherAsync(Park(9));
        await Database.CommitAsync(Engine.MakeRoom);

        await Database.CommitAsync(Park(9));

        Assert.Equal(1, Engine.Count("select count(*) from parked"));
    }

    [Fact]
    public async Task What_the_engine_refuses_reaches_the_caller_as_a_failed_commit()
    {
        await Database.CommitAsync(transaction => Subjects.Create(transaction, SubjectId.New(), 5));

        var slotTwice = Database.CommitAsync(transaction => Subjects.Create(transaction, SubjectId.New(), 5));

        await Assert.ThrowsAsync<StorageFailedException>(() => slotTwice);
    }

    [Fact]
    public async Task Too_many_waiting_writes_are_refused_at_once_and_those_that_wait_are_stored()
    {
        using var busy = new ManualResetEventSlim();
        var waiting = new List<Task> { Database.CommitAsync(_ => busy.Wait()) };

        Assert.Throws<StorageStalledException>(() =>
        {
            while (waiting.Count < 10_000)
                waiting.Add(Database.CommitAsync(Stop(waiting.Count)));
        });

        busy.Set();
        await Task.WhenAll(waiting);
        Assert.Equal(waiting.Count - 1, Engine.Count("select count(*) from suppression"));
    }

    private Action<Transaction> Failing(int number, Exception failure) => transaction =>
    {
        Stop(number)(transaction);
        throw failure;
    };

    /// <summary>More than a few pages.</summary>
    private Action<Transaction> Park(int reason) => transaction =>
    {
        var (id, content) = (MessageId.New(), new byte[100_000]);
        var context = new SealContext("parked", "envelope", id.Value, 1, Guid.Empty);
        Parked.Keep(transaction, id, reason, subject: null, Key.Seal<ParkedContent>(content, context));
    };
}
