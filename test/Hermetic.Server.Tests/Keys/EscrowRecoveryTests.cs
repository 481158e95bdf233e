using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Privacy;
using Hermetic.Server.Tests.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Keys;

/// <summary>A deployment comes back from an escrow, and nobody who was erased comes back with it.</summary>
public sealed class EscrowRecoveryTests
{
    [Fact]
    public async Task A_root_that_was_lost_comes_back_from_either_escrow()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, _) = await FilledAsync(stage);
        await EraseAsync(stage, node, ana);
        var kept = await stage.IntroduceAsync(node);
        await stage.CopyDataAsync();
        foreach (var escrow in new[] { "north", "south" })
        {
            File.Delete(Path.Combine(stage.Keys, "erasable-root.0000000002"));
            await Assert.ThrowsAsync<KeyDirectoryException>(stage.StartAsync);
            Assert.Equal(new Recovered(escrow, 2, Pages(stage), 0), await RecoverAsync(stage, escrow));
            Assert.Equal(0, await Recovery(stage).MendBucketsAsync(default));
        }
        var again = await stage.StartAsync();
        (await again.Vault.OpenAsync(kept.Slot, default)).Dispose();
        await Assert.ThrowsAsync<FencedException>(async () => (await again.Vault.OpenAsync(ana.Slot, default)).Dispose());
    }

    [Fact]
    public async Task An_older_database_gets_the_pages_of_today_and_loses_again_who_was_erased_since()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, ben) = await FilledAsync(stage);
        var shared = stage.BucketOf(ben);
        var backup = await stage.CopyDataAsync();
        node = await stage.StartAsync();
        // After the backup: somebody comes into Ben's bucket and is erased, which destroys its pepper; and Ana is erased.
        var late = await stage.IntroduceAsync(node, shared);
        await EraseAsync(stage, node, late);
        await EraseAsync(stage, node, ana);
        var newest = await stage.IntroduceAsync(node);
        Assert.Equal([3], stage.Roots);
        await stage.RestoreAsync(backup);
        Assert.Equal(1, stage.Database.Read(Deployment.Find)!.KeyEpoch);
        Assert.NotNull(stage.Database.Read(session => Subjects.Find(session, ana.Id)));
        await Assert.ThrowsAsync<KeyDirectoryException>(stage.StartAsync);

        var recovered = await RecoverAsync(stage, "south");
        Assert.Equal(("south", 3, 1), (recovered.Escrow, recovered.Epoch, recovered.Erased));
        Assert.Equal(1, await Recovery(stage).MendBucketsAsync(default));

        Assert.Null(stage.Database.Read(session => Subjects.Find(session, ana.Id)));
        var again = await stage.StartAsync();
        (await again.Vault.OpenAsync(ben.Slot, default)).Dispose();
        var moved = stage.BucketOf(ben);
        Assert.NotEqual(shared, moved);
        (await again.Vault.OpenAsync(moved.Slot, default)).Dispose();
        await Assert.ThrowsAsync<FencedException>(async () => (await again.Vault.OpenAsync(ana.Slot, default)).Dispose());
        // Slots of whom the backup does not know are nobody else's.
        for (var taken = 0; taken < 300; taken++)
            Assert.NotEqual(newest.Slot, await again.Vault.TakeSlotAsync(default));
        await again.Vault.SettleEscrowsAsync(default);
        Assert.True(again.Vault.AreEscrowsSettled);
    }

    /// <summary>A new pepper needs a slot, and no slot is used that an escrow does not have: it is run again without the lost one.</summary>
    [Fact]
    public async Task With_a_second_escrow_lost_the_cells_are_renewed_when_it_is_taken_out_of_the_settings()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, _, ben) = await FilledAsync(stage);
        var shared = stage.BucketOf(ben);
        var backup = await stage.CopyDataAsync();
        node = await stage.StartAsync();
        await EraseAsync(stage, node, await stage.IntroduceAsync(node, shared));
        await stage.RestoreAsync(backup);
        stage.Escrows["north"].Fault = EscrowFault.Down;

        Assert.Equal("south", (await RecoverAsync(stage, "south")).Escrow);
        await Assert.ThrowsAsync<EscrowException>(() => Recovery(stage).MendBucketsAsync(default));
        Assert.Equal(shared, stage.BucketOf(ben));
        stage.Escrows.Remove("north");
        Assert.Equal("south", (await RecoverAsync(stage, "south")).Escrow);
        Assert.Equal(1, await Recovery(stage).MendBucketsAsync(default));

        Assert.NotEqual(shared, stage.BucketOf(ben));
        (await (await stage.StartAsync()).Vault.OpenAsync(stage.BucketOf(ben).Slot, default)).Dispose();
    }

    [Fact]
    public async Task More_people_of_one_bucket_than_fit_a_roll_are_erased_again_together()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, _) = await FilledAsync(stage);
        var crowd = new List<Subject>();
        for (var i = 0; i <= Erasure.MostAtOnce; i++)
            crowd.Add(await stage.IntroduceAsync(node, stage.BucketOf(ana)));
        var backup = await stage.CopyDataAsync();
        node = await stage.StartAsync();
        foreach (var person in crowd)
            await stage.FenceAsync(person.Id);
        await node.Erasure.ResumeAsync(only: null, default);
        await stage.RestoreAsync(backup);

        Assert.Equal(crowd.Count, (await RecoverAsync(stage, "south")).Erased);
        await Recovery(stage).MendBucketsAsync(default);

        Assert.All(crowd, person => Assert.Null(stage.Database.Read(session => Subjects.Find(session, person.Id))));
        Assert.NotNull(stage.Database.Read(session => Subjects.Find(session, ana.Id)));
        (await (await stage.StartAsync()).Vault.OpenAsync(stage.BucketOf(ana).Slot, default)).Dispose();
    }

    [Fact]
    public async Task An_escrow_that_is_older_than_the_database_is_refused_and_nothing_is_changed()
    {
        await using var stage = await ErasureStage.OpenAsync("north");
        var (node, ana, _) = await FilledAsync(stage);
        var old = stage.DirectoryOf("old");
        Copy(stage.DirectoryOf("north"), old);
        await EraseAsync(stage, node, ana);
        await stage.CopyDataAsync();
        Directory.Delete(stage.DirectoryOf("north"), recursive: true);
        Directory.Move(old, stage.DirectoryOf("north"));
        File.Delete(Path.Combine(stage.Keys, "erasable-root.0000000002"));

        var refused = await Assert.ThrowsAsync<EscrowException>(() => RecoverAsync(stage, "north"));
        Assert.Contains("the escrow is older", refused.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Roots);
        Assert.Equal(2, stage.Database.Read(Deployment.Find)!.KeyEpoch);
    }

    [Fact]
    public async Task A_damaged_page_in_the_escrow_is_seen_before_anything_is_changed()
    {
        await using var stage = await ErasureStage.OpenAsync("north");
        await FilledAsync(stage);
        await stage.CopyDataAsync();
        var page = Directory.GetFiles(Path.Combine(stage.DirectoryOf("north"), "pages"), "page.2.00000.*").Single();
        var bytes = await File.ReadAllBytesAsync(page);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(page, bytes);
        File.Delete(Path.Combine(stage.Keys, "erasable-root.0000000001"));

        var refused = await Assert.ThrowsAsync<EscrowException>(() => RecoverAsync(stage, "north"));
        Assert.Contains("do not open (the first is 0)", refused.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Roots);
    }

    [Fact]
    public async Task What_is_not_configured_is_said()
    {
        await using var stage = await ErasureStage.OpenAsync();
        await stage.StartAsync();
        Assert.Contains("no escrow in Keys:Escrows", (await Assert.ThrowsAsync<EscrowException>(() => RecoverAsync(stage, null))).Message, StringComparison.Ordinal);
        await using var other = await ErasureStage.OpenAsync("north");
        await FilledAsync(other);
        Assert.Contains("no escrow south", (await Assert.ThrowsAsync<EscrowException>(() => RecoverAsync(other, "south"))).Message, StringComparison.Ordinal);
    }

    private static EscrowRecovery Recovery(ErasureStage stage) =>
        new(stage.Keys, stage.Root, [.. stage.Escrows.Keys.Select(stage.Options)], stage.Database, stage.Arena, stage.Clock);

    private static Task<Recovered> RecoverAsync(ErasureStage stage, string? from) => Recovery(stage).RunAsync(from, default);

    private static int Pages(ErasureStage stage) => stage.Database.Read(KeyPages.List).Count;

    private static async Task<(ErasureStage.Node Node, Subject Ana, Subject Ben)> FilledAsync(ErasureStage stage)
    {
        var node = await stage.StartAsync();
        await node.Vault.SettleEscrowsAsync(default);
        var people = (node, await stage.IntroduceAsync(node), await stage.IntroduceAsync(node));
        await IdleAsync(stage);
        return people;
    }

    /// <summary>Pages that are made ahead have arrived.</summary>
    private static Task IdleAsync(ErasureStage stage) => RunningService.UntilAsync(
        () => stage.Escrows.Keys.All(name => Directory.GetFiles(Path.Combine(stage.DirectoryOf(name), "pages"), "page.2.*")
            .Count(file => !file.EndsWith(".tmp", StringComparison.Ordinal)) >= stage.Database.Read(Deployment.Leaves)),
        "the pages made ahead");

    private static async Task EraseAsync(ErasureStage stage, ErasureStage.Node node, Subject who)
    {
        await stage.FenceAsync(who.Id);
        await node.Erasure.CompleteAsync(who.Id, default);
        await IdleAsync(stage);
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in new[] { "roots", "pages" })
        {
            Directory.CreateDirectory(
                Path.Combine(to, folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            foreach (var file in Directory.GetFiles(Path.Combine(from, folder)))
                File.Copy(file, Path.Combine(to, folder, Path.GetFileName(file)));
        }
    }
}
