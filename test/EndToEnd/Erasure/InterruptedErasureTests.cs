using Hermetic.Cryptography;
using Hermetic.EndToEnd.Operate;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>
/// A crash may come at any step of an erasure: fence, new root, commit, end of the old root. The next start finishes
/// what was begun or clears what was not, and touches nothing when it cannot tell.
/// </summary>
public sealed class InterruptedErasureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fenced_but_not_rolled_is_completed_by_the_start(bool newRootStored)
    {
        await using var salon = await StoppedAsync();
        var ana = await SubjectOfAnaAsync(salon);
        salon.Leave($"update subject set state = 0 where id = x'{ana:N}'");
        var orphan = newRootStored ? await StoreRootAsync(salon, epoch: 2) : null;

        await salon.Service.StartAsync();

        var root = Assert.Single(salon.Roots);
        Assert.EndsWith("0000000002", root, StringComparison.Ordinal);
        // The orphan protected nothing, but who knows where it has been: another root took its place.
        Assert.NotEqual(orphan, await File.ReadAllBytesAsync(root));
        await AssertErasedAsync(salon, ana);
    }

    [Fact]
    public async Task A_new_root_whose_commit_never_came_is_removed_by_the_start()
    {
        await using var salon = await StoppedAsync();
        await StoreRootAsync(salon, epoch: 2);
        Assert.Equal(2, salon.Roots.Count);

        await salon.Service.StartAsync();

        Assert.EndsWith("0000000001", Assert.Single(salon.Roots), StringComparison.Ordinal);
        foreach (var person in salon.Everybody)
            Assert.Contains("Haircut", (await salon.AskAsync(person, "my appointments")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_root_that_outlived_the_commit_is_destroyed_by_the_start()
    {
        await using var salon = await StoppedAsync();
        var ana = await SubjectOfAnaAsync(salon);
        var root = Assert.Single(salon.Roots);
        var aside = await salon.CopyAsync(root, "root-aside");
        await salon.Service.StartAsync();
        await salon.EraseAnaAsync();
        Assert.Equal(0, await salon.Service.StopAsync());
        File.Move(aside, root);

        await salon.Service.StartAsync();

        Assert.EndsWith("0000000002", Assert.Single(salon.Roots), StringComparison.Ordinal);
        await AssertErasedAsync(salon, ana);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public async Task A_root_of_a_strange_epoch_stops_the_start_and_destroys_nothing(int epoch)
    {
        await using var salon = await StoppedAsync();
        await StoreRootAsync(salon, epoch);
        await AssertRefusedAsync(salon, "The database needs erasable root 1");
    }

    [Fact]
    public async Task Data_from_before_an_erasure_do_not_start_with_the_keys_of_after_it()
    {
        await using var salon = await StoppedAsync();
        var backup = await salon.CopyAsync(salon.Service.Data, "backup");
        await salon.Service.StartAsync();
        await salon.EraseAnaAsync();
        Assert.Equal(0, await salon.Service.StopAsync());
        Directory.Delete(salon.Service.Data, recursive: true);
        Directory.Move(backup, salon.Service.Data);

        await AssertRefusedAsync(salon, "The database needs erasable root 1");
    }

    /// <summary>Not a state put together by hand, but kill -9 while the erasure runs.</summary>
    [Theory]
    [InlineData("acknowledged")]
    [InlineData("new root stored")]
    [InlineData("old root destroyed")]
    public async Task Killed_when(string moment)
    {
        await using var salon = await StoppedAsync();
        var ana = await SubjectOfAnaAsync(salon);
        await salon.Service.StartAsync();
        var question = await salon.AskAsync(salon.Ana, "delete my data");
        await salon.DeliverAsync(Salon.Press(salon.Ana, question, "Erase everything"));
        await UntilAsync(() => moment switch
        {
            "acknowledged" => true,
            "new root stored" => salon.Roots[^1].EndsWith('2'),
            _ => salon.Roots[0].EndsWith('2'),
        });
        await salon.Service.KillAsync();

        await salon.Service.StartAsync();

        await UntilAsync(() => salon.Roots is [var only] && only.EndsWith('2'));
        await AssertErasedAsync(salon, ana);
    }

    /// <summary>Ana is a stranger, the others are known, and nothing of hers is left, also by the rows.</summary>
    private static async Task AssertErasedAsync(Salon salon, Guid ana)
    {
        var sent = salon.SentTo(salon.Ana).Count;
        var answer = await salon.AskAsync(salon.Ana, "my appointments");
        // A kill after the commit loses the confirmation; one before it leaves the confirmation to the next run.
        if (answer.Text.StartsWith("Everything that", StringComparison.Ordinal))
            answer = await salon.NextAsync(salon.Ana, sent + 2);
        Assert.StartsWith("Hello, this is the AI assistant", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("You have no coming appointments.", answer.Text, StringComparison.Ordinal);
        foreach (var person in new[] { salon.Ben, salon.Cem })
            Assert.Contains("Haircut", (await salon.AskAsync(person, "my appointments")).Text, StringComparison.Ordinal);
        // Whatever came between: it ends with a certificate.
        await UntilAsync(() => Count("subject.erasure-certified") == 1);
        Assert.Equal(0, await salon.Service.StopAsync());

        using var data = new DataCopy(salon.Service.Data);
        using var keys = await KeyHolder.OpenAsync(salon.Service.Keys);
        Assert.Equal(2, data.KeyEpoch);
        Assert.Equal(1, data.Count("select count(*) from erasure where state = 3 and to_epoch = 2"));
        Assert.Equal(0, data.Count("select count(*) from subject where state = 0"));
        var opened = await keys.OpenedAsync(data.Values(), data);
        Assert.DoesNotContain(opened, value => value.Subject == ana);
        Assert.Equal(data.Values().Count(value => value.Subject != ana), opened.Count);
        Assert.All(data.Values().Where(value => value.Subject == ana), value => Assert.Equal("ledger_entry.sealed", value.Place));
        Assert.Single(data.LedgerEntries(), entry =>
            entry.GetProperty("action").GetString() == "subject.erased" && entry.GetProperty("subject").GetGuid() == ana);

        int Count(string action)
        {
            using var now = new DataCopy(salon.Service.Data);
            return now.LedgerEntries().Count(entry =>
                entry.GetProperty("action").GetString() == action && entry.GetProperty("subject").GetGuid() == ana);
        }
    }

    private static async Task AssertRefusedAsync(Salon salon, string reason)
    {
        var before = DiskState.Of(salon.Service.Keys);
        var refused = await salon.Service.RunAsync("serve");
        Assert.Equal(1, refused.Exit);
        Assert.Contains(reason, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, DiskState.Of(salon.Service.Keys));
    }

    private static async Task<Salon> StoppedAsync()
    {
        var salon = await Salon.OpenAsync();
        Assert.Equal(0, await salon.Service.StopAsync());
        return salon;
    }

    private static async Task<Guid> SubjectOfAnaAsync(Salon salon)
    {
        using var data = new DataCopy(salon.Service.Data);
        using var keys = await KeyHolder.OpenAsync(salon.Service.Keys);
        return await keys.SubjectAsync(salon.Ana, data);
    }

    /// <summary>What an erasure stores first; returns the file.</summary>
    private static async Task<byte[]> StoreRootAsync(Salon salon, int epoch)
    {
        using var arena = new SecretArena(1 << 20);
        using (var directory = await KeyDirectory.OpenAsync(salon.Service.Keys, arena, FileRoot.Source, default))
        using (await directory.StoreRootAsync(epoch, default))
            return await File.ReadAllBytesAsync(salon.Roots[^1]);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!reached())
        {
            Assert.True(DateTime.UtcNow < deadline, "Waited in vain.");
            await Task.Delay(1);
        }
    }
}
