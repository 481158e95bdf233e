using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;

namespace Hermetic.Storage.Tests;

/// <summary>An erasure is a row from its fence to its certificate, and each step is taken once.</summary>
public abstract class ErasureStepsContract(IEngine engine) : ErasableContract(engine)
{
    private SubjectId Who => Leaving.Guest.Subject;

    [Fact]
    public async Task The_fence_makes_the_row_and_the_roll_moves_it_in_its_own_transaction()
    {
        Assert.Empty(Database.Read(ErasureSteps.Open));
        await BeginAsync(Leaving);
        Assert.Equal(
            new ErasureRow(Who, ErasureState.Fenced, 0, 0, default, Hour, Entry: null),
            Assert.Single(Database.Read(ErasureSteps.Open)));

        var (commit, _, _) = await PrepareAsync(Leaving);
        var commitment = Root.Commitment(DeploymentId);
        await Database.CommitAsync(commit);

        var rolled = Assert.Single(Database.Read(ErasureSteps.Open));
        Assert.Equal((ErasureState.Rolled, 1, 2), (rolled.State, rolled.FromEpoch, rolled.ToEpoch));
        Assert.Equal(commitment, rolled.Commitment.ToArray());
    }

    [Fact]
    public async Task A_person_who_was_fenced_before_erasures_had_rows_gets_one_with_the_roll()
    {
        await BeginAsync(Leaving);
        await Database.CommitAsync(transaction => transaction.Execute("delete from erasure"));
        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        Assert.Equal(ErasureState.Rolled, Assert.Single(Database.Read(ErasureSteps.Open)).State);
    }

    [Fact]
    public async Task Only_what_was_rolled_up_to_the_root_that_is_left_is_destroyed()
    {
        await EraseAsync(Leaving);
        await BeginAsync(Staying);

        Assert.Equal(0, await Database.CommitAsync(transaction => ErasureSteps.Destroyed(transaction, epoch: 1)));
        Assert.Equal(1, await Database.CommitAsync(transaction => ErasureSteps.Destroyed(transaction, epoch: 2)));
        Assert.Equal(0, await Database.CommitAsync(transaction => ErasureSteps.Destroyed(transaction, epoch: 2)));
        Assert.Equal(
            [(Who, ErasureState.Destroyed), (Staying.Guest.Subject, ErasureState.Fenced)],
            Database.Read(ErasureSteps.Open).Select(row => (row.Subject, row.State)));
    }

    [Fact]
    public async Task It_is_certified_once_after_it_was_destroyed_and_the_entry_can_be_found_again()
    {
        var row = await DestroyedAsync();
        await Assert.ThrowsAsync<FencedException>(() => CertifyAsync(row with { Subject = Staying.Guest.Subject }));

        await CertifyAsync(row);

        Assert.Empty(Database.Read(ErasureSteps.Open));
        var certified = Database.Read(session => ErasureSteps.Find(session, Who))!;
        Assert.Equal(ErasureState.Certified, certified.State);
        var (position, body) = Database.Read(session => LedgerEntries.Placed(session, certified.Entry!.Value))!.Value;
        Assert.Null(position);
        Assert.True(LedgerEntry.TryParse(body.Span, out var entry));
        Assert.Equal(("contract.certified", Who.Value, Statement), (entry.Action, entry.Subject, entry.Erasure));
        var before = Database.Read(LedgerEntries.Lag);
        await Assert.ThrowsAsync<FencedException>(() => CertifyAsync(row));
        Assert.Equal(before, Database.Read(LedgerEntries.Lag));
    }

    [Fact]
    public async Task Of_two_nodes_that_certify_at_once_one_does()
    {
        var row = await DestroyedAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            await Record.ExceptionAsync(() => CertifyAsync(row))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(3, outcomes.Count(outcome => outcome is FencedException));
    }

    [Fact]
    public async Task A_link_shows_its_row_from_the_fence_on_and_is_over_soon_after_it_was_used()
    {
        var link = new ErasureLink(new byte[32], Hour + 10);
        await Database.CommitAsync(transaction =>
            Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(Who)), Who, link));
        Assert.Equal(ErasureState.Fenced, Shown(link, Hour)!.State);
        Assert.False(await UseUpAsync(link));
        Assert.Null(Shown(link with { Hash = new byte[31] }, Hour));

        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        await Database.CommitAsync(transaction => ErasureSteps.Destroyed(transaction, epoch: 2));
        await CertifyAsync(Shown(link, Hour)!);
        Assert.Null(Shown(link, Hour + 10));
        Assert.Equal(ErasureState.Certified, Shown(link, Hour + 9)!.State);

        // Whoever comes at once, or again because the file did not arrive whole, gets it: the first of them is on record.
        var before = Database.Read(LedgerEntries.Lag);
        Assert.All(await Task.WhenAll(UseUpAsync(link), UseUpAsync(link)), Assert.True);
        Assert.Equal(before + 1, Database.Read(LedgerEntries.Lag));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await UseUpAsync(link));
        Assert.NotNull(Shown(link, Hour));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await UseUpAsync(link));
        Assert.Null(Shown(link, Hour));
        Assert.Equal(before + 1, Database.Read(LedgerEntries.Lag));
    }

    [Fact]
    public async Task A_certified_row_is_forgotten_two_days_after_its_link_is_used_or_over()
    {
        await CertifyAsync(await DestroyedAsync());
        Clock.Advance(TimeSpan.FromHours(48));
        Assert.Equal(0, await Database.CommitAsync(transaction => ErasureSteps.Forget(transaction, days: 2)));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await Database.CommitAsync(transaction => ErasureSteps.Forget(transaction, days: 2)));
        await BeginAsync(Staying);
        Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await Database.CommitAsync(transaction => ErasureSteps.Forget(transaction, days: 2)));
    }

    [Fact]
    public async Task Two_who_share_a_bucket_go_in_one_roll()
    {
        await BeginAsync(Leaving);
        await BeginAsync(Staying);
        Resident[] both = [Leaving, Staying];
        SubjectId[] people = [.. both.Select(one => one.Guest.Subject)];
        var buckets = people.SelectMany(id => Database.Read(session => Erasures.BucketsOf(session, id))).Distinct().ToList();
        Assert.Equal(3, buckets.Count);
        List<BucketMove> moves =
            [.. buckets.Select(bucket => new BucketMove(bucket, bucket with { Slot = bucket.Slot + 100, Epoch = bucket.Epoch + 1 }, []))];
        var (roll, next) = await RollAsync([.. both.Select(one => one.Guest.Slot), .. buckets.Select(bucket => bucket.Slot)]);
        using var _ = next;

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            Erasures.Complete(transaction, people[..1], roll, 1, 2, moves, Erased)));
        await Database.CommitAsync(transaction => Erasures.Complete(transaction, people, roll, 1, 2, moves, Erased));

        Assert.All(both, one => Assert.Empty(Traces(one)));
        Assert.Equal(2, Database.Read(ErasureSteps.Open).Count(row => row.State == ErasureState.Rolled));
        Assert.Equal(2, Database.Read(Deployment.Find)!.KeyEpoch);
    }

    private long Hour => (long)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    private static ErasureStatement Statement { get; } = new()
    {
        Deployment = Guid.Parse("6f0dd1c1-94d0-4b7a-a6d5-0c1e2f3a4b5c"), FromEpoch = 1, ToEpoch = 2, Commitment = new byte[32],
        DestroyedAt = LedgerHour.Of(DateTimeOffset.UnixEpoch),
        Places = new Dictionary<string, ErasurePlace>(StringComparer.Ordinal),
    };

    private ErasureRow? Shown(ErasureLink link, long hour) =>
        Database.Read(session => ErasureSteps.FindByLink(session, link.Hash, hour));

    private Task<bool> UseUpAsync(ErasureLink link) => Database.CommitAsync(transaction =>
        ErasureSteps.UseUp(transaction, link.Hash, Erased(Who)));

    private Task CertifyAsync(ErasureRow row) => Database.CommitAsync(transaction => ErasureSteps.Certify(
        transaction, row, Statement, new("contract.certified", "service:contract", Target.Of(row.Subject), Allowed: true)));

    private async Task<ErasureRow> DestroyedAsync()
    {
        await EraseAsync(Leaving);
        await Database.CommitAsync(transaction => ErasureSteps.Destroyed(transaction, epoch: 2));
        return Assert.Single(Database.Read(ErasureSteps.Open));
    }
}
