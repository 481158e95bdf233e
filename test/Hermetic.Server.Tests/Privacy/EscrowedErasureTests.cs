using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Keys;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>Two escrows, one of which has a fault: nothing is destroyed too early, nothing is forgotten.</summary>
public sealed class EscrowedErasureTests
{
    private static readonly IReadOnlySet<SubjectId> _nobody = new HashSet<SubjectId>();

    [Fact]
    public async Task After_an_erasure_each_escrow_has_the_new_root_and_the_current_pages_and_nothing_else()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var node = await stage.StartAsync();
        await node.Vault.SettleEscrowsAsync(default);
        var (ana, ben) = (await stage.IntroduceAsync(node), await stage.IntroduceAsync(node));
        await AssertSettledAsync(stage, epoch: 1, ana, ben);

        await stage.FenceAsync(ana.Id);
        await node.Erasure.CompleteAsync(ana.Id, default);

        Assert.Equal([ErasureState.Destroyed], stage.States);
        Assert.Equal([2], stage.Roots);
        await AssertSettledAsync(stage, epoch: 2, ben);
        await AssertDestroyedAsync(stage, ana);
        Assert.Equal(["escrow north", "escrow south", "service"], node.Vault.Places.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new ErasurePlace("directory", 0, HorizonHours: null), node.Vault.Places["escrow north"]);
    }

    [Theory]
    [InlineData("Down"), InlineData("Full"), InlineData("ReadOnly"), InlineData("Alters")]
    public async Task An_escrow_that_takes_nothing_leaves_the_erasure_at_its_fence(string fault)
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, ben) = await TwoPeopleAsync(stage);
        await stage.FenceAsync(ana.Id);
        stage.Escrows["south"].Fault = Enum.Parse<EscrowFault>(fault);

        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.CompleteAsync(ana.Id, default));
        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.ResumeAsync(new HashSet<SubjectId> { ana.Id }, default));

        Assert.Equal([ErasureState.Fenced], stage.States);
        Assert.Equal([1], stage.Roots);
        Assert.Equal(1, stage.Database.Read(Deployment.Find)!.KeyEpoch);
        (await node.Vault.OpenAsync(ana.Slot, default)).Dispose();

        stage.Escrows["south"].Fault = EscrowFault.None;
        await node.Erasure.CompleteAsync(ana.Id, default);
        await AssertErasedAsync(stage, node, ana, ben);
    }

    [Theory]
    [InlineData("Down"), InlineData("ReadOnly"), InlineData("Keeps")]
    public async Task An_escrow_that_does_not_let_go_of_the_old_root_leaves_the_erasure_rolled(string fault)
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, ben) = await TwoPeopleAsync(stage);
        await stage.FenceAsync(ana.Id);
        var place = stage.Escrows["south"];
        // On the thread of the commit: whatever follows it meets the fault.
        stage.Database.Committed = (_, _) =>
        {
            if (stage.Database.Read(Deployment.Find)!.KeyEpoch == 2)
                place.Fault = Enum.Parse<EscrowFault>(fault);
        };
        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.CompleteAsync(ana.Id, default));
        stage.Database.Committed = null;

        Assert.Equal([ErasureState.Rolled], stage.States);
        Assert.Equal([2], stage.Roots);
        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.ResumeAsync(_nobody, default));
        stage.Clock.Advance(OpenPages.Lifetime);
        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.ResumeAsync(_nobody, default));
        Assert.Equal([ErasureState.Rolled], stage.States);
        Assert.Equal(0, stage.Recorded("subject.erasure-certified"));
        (await node.Vault.OpenAsync(ben.Slot, default)).Dispose();

        place.Fault = EscrowFault.None;
        await node.Erasure.ResumeAsync(_nobody, default);
        await AssertErasedAsync(stage, node, ana, ben);
    }

    [Fact]
    public async Task What_another_node_left_in_an_escrow_is_destroyed_before_an_erasure_counts_as_destroyed()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, ben) = await TwoPeopleAsync(stage);
        var other = await stage.StartAsync();
        await other.Vault.SettleEscrowsAsync(default);
        await stage.FenceAsync(ana.Id);
        var place = stage.Escrows["south"];
        stage.Database.Committed = (_, _) =>
        {
            if (stage.Database.Read(Deployment.Find)!.KeyEpoch == 2)
                place.Fault = EscrowFault.Down;
        };
        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.CompleteAsync(ana.Id, default));
        stage.Database.Committed = null;
        place.Fault = EscrowFault.None;

        // It knew every escrow to be as it should be, before the roll.
        await other.Erasure.ResumeAsync(_nobody, default);

        Assert.Equal([ErasureState.Destroyed], stage.States);
        await AssertSettledAsync(stage, epoch: 2, ben);
        await AssertDestroyedAsync(stage, ana);
    }

    [Fact]
    public async Task An_escrow_whose_volume_went_away_without_a_failure_is_not_begun_anew()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, _) = await TwoPeopleAsync(stage);
        await stage.FenceAsync(ana.Id);
        Directory.Delete(stage.DirectoryOf("south"), recursive: true);
        Directory.CreateDirectory(stage.DirectoryOf("south"));

        var lost = await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.CompleteAsync(ana.Id, default));

        Assert.Contains("empty and was not before", lost.Message, StringComparison.Ordinal);
        Assert.Equal([ErasureState.Fenced], stage.States);
        Assert.Empty(Directory.GetFileSystemEntries(stage.DirectoryOf("south")));
    }

    [Theory]
    [InlineData("north")]
    [InlineData("south")]
    public async Task What_a_roll_left_that_was_never_committed_is_no_part_of_the_next_one(string escrow)
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var (node, ana, ben) = await TwoPeopleAsync(stage);
        await stage.FenceAsync(ana.Id);
        stage.Escrows[escrow].Writing = name =>
        {
            if (name.StartsWith("page.0.", StringComparison.Ordinal))
                throw new EscrowException("The escrow has a fault.");
        };
        await Assert.ThrowsAsync<EscrowException>(() => node.Erasure.CompleteAsync(ana.Id, default));
        using (var left = await stage.OpenEscrowAsync(escrow))
            Assert.Equal([1, 2], await left.EpochsAsync(default));

        stage.Escrows[escrow].Writing = null;
        await node.Vault.SettleEscrowsAsync(default);
        await AssertSettledAsync(stage, epoch: 1, ben);
        await node.Erasure.CompleteAsync(ana.Id, default);
        await AssertErasedAsync(stage, node, ana, ben);
    }

    [Fact]
    public async Task While_an_escrow_is_down_new_people_come_until_the_shipped_slots_are_used_up_and_then_again()
    {
        await using var stage = await ErasureStage.OpenAsync("north", "south");
        var node = await stage.StartAsync();
        await node.Vault.SettleEscrowsAsync(default);
        await node.Vault.TakeSlotAsync(default);
        await RunningService.UntilAsync(() => stage.Database.Read(Deployment.Leaves) >= 2, "a page made ahead");
        stage.Escrows["south"].Fault = EscrowFault.Down;
        var taken = new List<long>();
        var refused = await Record.ExceptionAsync(async () =>
        {
            while (taken.Count < 10_000)
                taken.Add(await node.Vault.TakeSlotAsync(default));
        });
        Assert.IsType<EscrowException>(refused);
        // At least what is left of the first page; the one that is made ahead may still have been on its way.
        Assert.InRange(taken.Count, 255, 1024);
        var leaves = stage.Database.Read(Deployment.Leaves);
        for (var again = 0; again < 20; again++)
            await Assert.ThrowsAsync<EscrowException>(async () => await node.Vault.TakeSlotAsync(default));
        // What was not taken is offered again, and not made anew at each try.
        Assert.InRange(stage.Database.Read(Deployment.Leaves), leaves, leaves + 1);

        stage.Escrows["south"].Fault = EscrowFault.None;
        var slot = await node.Vault.TakeSlotAsync(default);
        Assert.DoesNotContain(slot, taken);
        await node.Vault.SettleEscrowsAsync(default);
        foreach (var name in stage.Escrows.Keys)
        {
            using var escrow = await stage.OpenEscrowAsync(name);
            using var tree = await EscrowedTree.ReadAsync(escrow, epoch: null, default);
            var keys = new KeyTree(stage.Database.Read(Deployment.Find)!.Id, stage.Arena);
            foreach (var one in taken.Append(slot).Where((_, index) => index % 50 == 0))
                Assert.Equal(SlotFound.Key, await tree.FindAsync(keys, one, default));
        }
    }

    [Fact]
    public async Task An_escrow_that_comes_later_gets_everything_and_one_that_was_emptied_is_refused()
    {
        await using var stage = await ErasureStage.OpenAsync("north");
        var (_, ana, ben) = await TwoPeopleAsync(stage);
        Directory.CreateDirectory(stage.DirectoryOf("south"));
        stage.Escrows["south"] = new FaultyPlace(new DirectoryPlace(stage.DirectoryOf("south")));
        var again = await stage.StartAsync();
        Assert.False(again.Vault.AreEscrowsSettled);
        await again.Vault.SettleEscrowsAsync(default);
        Assert.True(again.Vault.AreEscrowsSettled);
        await AssertSettledAsync(stage, epoch: 1, ana, ben);

        Directory.Move(stage.DirectoryOf("south"), stage.DirectoryOf("south") + ".away");
        Directory.CreateDirectory(stage.DirectoryOf("south"));
        var third = await stage.StartAsync();
        var refused = await Assert.ThrowsAsync<EscrowException>(() => third.Vault.SettleEscrowsAsync(default));
        Assert.Contains("Is its volume mounted?", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(stage.DirectoryOf("south")));
        Assert.Equal(2, third.Vault.FailedEscrow);
    }

    [Fact]
    public async Task An_escrow_with_a_later_epoch_than_the_database_is_not_touched()
    {
        await using var stage = await ErasureStage.OpenAsync("north");
        var (node, ana, _) = await TwoPeopleAsync(stage);
        using (var later = await stage.OpenEscrowAsync("north"))
        {
            using var root = ErasableRoot.Generate(3, stage.Arena);
            await later.ShipAsync(root, default);
        }
        await stage.FenceAsync(ana.Id);
        var again = await stage.StartAsync();
        var refused = await Assert.ThrowsAsync<EscrowException>(() => again.Vault.SettleEscrowsAsync(default));
        Assert.Contains("escrow recover", refused.Message, StringComparison.Ordinal);
        using var untouched = await stage.OpenEscrowAsync("north");
        Assert.Equal([1, 3], await untouched.EpochsAsync(default));
        (await node.Vault.OpenAsync(ana.Slot, default)).Dispose();
    }

    private static async Task<(ErasureStage.Node Node, Subject Ana, Subject Ben)> TwoPeopleAsync(ErasureStage stage)
    {
        var node = await stage.StartAsync();
        await node.Vault.SettleEscrowsAsync(default);
        return (node, await stage.IntroduceAsync(node), await stage.IntroduceAsync(node));
    }

    /// <summary>Root and pages of this epoch alone, and these people's keys in them.</summary>
    private static async Task AssertSettledAsync(ErasureStage stage, int epoch, params Subject[] people)
    {
        var keys = new KeyTree(stage.Database.Read(Deployment.Find)!.Id, stage.Arena);
        foreach (var name in stage.Escrows.Keys)
        {
            using var escrow = await stage.OpenEscrowAsync(name);
            Assert.Equal([epoch], await escrow.EpochsAsync(default));
            // A page that is made ahead is on its way for a moment.
            await RunningService.UntilAsync(
                () => stage.Database.Read(KeyPages.List).ToHashSet().IsSubsetOf(
                    escrow.PagesAsync(default).Result.Select(page => (page.Address, page.Version))),
                "the current pages");
            using var tree = await EscrowedTree.ReadAsync(escrow, epoch: null, default);
            Assert.Empty(await tree.FindDamageAsync(keys, default));
            foreach (var person in people)
                Assert.Equal(SlotFound.Key, await tree.FindAsync(keys, person.Slot, default));
        }
    }

    private static async Task AssertDestroyedAsync(ErasureStage stage, Subject person)
    {
        var keys = new KeyTree(stage.Database.Read(Deployment.Find)!.Id, stage.Arena);
        foreach (var name in stage.Escrows.Keys)
        {
            using var escrow = await stage.OpenEscrowAsync(name);
            using var tree = await EscrowedTree.ReadAsync(escrow, epoch: null, default);
            Assert.Equal(SlotFound.Destroyed, await tree.FindAsync(keys, person.Slot, default));
        }
    }

    private static async Task AssertErasedAsync(ErasureStage stage, ErasureStage.Node node, Subject erased, Subject other)
    {
        Assert.Equal([ErasureState.Destroyed], stage.States);
        Assert.Equal([2], stage.Roots);
        await AssertSettledAsync(stage, epoch: 2, other);
        await AssertDestroyedAsync(stage, erased);
        await node.Erasure.ResumeAsync(_nobody, default);
        stage.Clock.Advance(OpenPages.Lifetime);
        await node.Erasure.ResumeAsync(_nobody, default);
        Assert.Empty(stage.States);
        Assert.Equal(1, stage.Recorded("subject.erasure-certified"));
        (await node.Vault.OpenAsync(other.Slot, default)).Dispose();
    }
}
