using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>An erasure that is interrupted at each of its steps, and who takes it up again.</summary>
public sealed class ErasureTests
{
    private static readonly IReadOnlySet<SubjectId> _nobody = new HashSet<SubjectId>();

    [Theory]
    [InlineData(1)] // the present root is looked at
    [InlineData(2)] // the next one is wrapped
    public async Task Without_the_root_provider_nobody_is_rolled_and_everybody_afterwards(int call)
    {
        await using var stage = await ErasureStage.OpenAsync();
        var node = await stage.StartAsync();
        var (ana, ben) = (await stage.IntroduceAsync(node), await stage.IntroduceAsync(node));
        await stage.FenceAsync(ana.Id);
        stage.Root.FailAt(call);

        await Assert.ThrowsAsync<RootProviderException>(() => node.Erasure.CompleteAsync(ana.Id, default));
        Assert.Equal([ErasureState.Fenced], stage.States);
        Assert.Equal([1], stage.Roots);
        (await node.Vault.OpenAsync(ana.Slot, default)).Dispose();

        stage.Root.FailAt(null);
        await node.Erasure.CompleteAsync(ana.Id, default);
        Assert.Equal([ErasureState.Destroyed], stage.States);
        await AssertErasedAsync(stage, node, ana, ben);
    }

    [Fact]
    public async Task What_is_rolled_and_not_destroyed_waits_for_that_and_is_not_certified_before()
    {
        await using var stage = await ErasureStage.OpenAsync();
        var node = await stage.StartAsync();
        var (ana, ben) = (await stage.IntroduceAsync(node), await stage.IntroduceAsync(node));
        await stage.FenceAsync(ana.Id);
        stage.Root.RefusesToDestroy = true;

        await Assert.ThrowsAsync<RootProviderException>(() => node.Erasure.CompleteAsync(ana.Id, default));
        await Assert.ThrowsAsync<RootProviderException>(() => node.Erasure.ResumeAsync(_nobody, default));
        stage.Clock.Advance(OpenPages.Lifetime);
        await Assert.ThrowsAsync<RootProviderException>(() => node.Erasure.ResumeAsync(_nobody, default));
        Assert.Equal([ErasureState.Rolled], stage.States);
        Assert.Equal([1, 2], stage.Roots);
        Assert.Equal(2, node.Vault.Epoch);
        // Everybody else is served by the new root meanwhile.
        (await node.Vault.OpenAsync(ben.Slot, default)).Dispose();
        (await node.Vault.OpenAsync(await node.Vault.TakeSlotAsync(default), default)).Dispose();

        stage.Root.RefusesToDestroy = false;
        await node.Erasure.ResumeAsync(_nobody, default);
        Assert.Equal([ErasureState.Destroyed], stage.States);
        Assert.Equal(0, stage.Recorded("subject.erasure-certified"));
        await CertifyAsync(stage, node);
        await AssertErasedAsync(stage, node, ana, ben);
    }

    [Theory]
    [InlineData(ErasureState.Fenced)]
    [InlineData(ErasureState.Rolled)]
    [InlineData(ErasureState.Destroyed)]
    public async Task Another_node_takes_it_up_where_the_first_one_died(ErasureState left)
    {
        await using var stage = await ErasureStage.OpenAsync();
        var (first, second) = (await stage.StartAsync(), await stage.StartAsync());
        var (ana, ben) = (await stage.IntroduceAsync(first), await stage.IntroduceAsync(second));
        await LeaveAsync(stage, first, ana, left);

        await second.Erasure.ResumeAsync(new HashSet<SubjectId> { ana.Id }, default);
        await CertifyAsync(stage, second);

        await AssertErasedAsync(stage, second, ana, ben);
    }

    [Theory]
    [InlineData(ErasureState.Fenced)]
    [InlineData(ErasureState.Rolled)]
    [InlineData(ErasureState.Destroyed)]
    public async Task The_next_start_takes_it_up_where_the_last_one_died(ErasureState left)
    {
        await using var stage = await ErasureStage.OpenAsync();
        var node = await stage.StartAsync();
        var (ana, ben) = (await stage.IntroduceAsync(node), await stage.IntroduceAsync(node));
        await LeaveAsync(stage, node, ana, left);

        var again = await stage.StartAsync();
        await again.Erasure.BeginAsync(default);
        Assert.Equal([ErasureState.Destroyed], stage.States);
        await CertifyAsync(stage, again);

        await AssertErasedAsync(stage, again, ana, ben);
    }

    [Fact]
    public async Task A_start_goes_on_without_what_it_cannot_finish()
    {
        await using var stage = await ErasureStage.OpenAsync();
        var node = await stage.StartAsync();
        var ana = await stage.IntroduceAsync(node);
        await stage.FenceAsync(ana.Id);
        stage.Root.FailAt(1);
        await node.Erasure.BeginAsync(default);
        Assert.Equal([ErasureState.Fenced], stage.States);
    }

    [Fact]
    public async Task Two_nodes_that_erase_and_certify_at_once_do_it_once()
    {
        await using var stage = await ErasureStage.OpenAsync();
        var (first, second) = (await stage.StartAsync(), await stage.StartAsync());
        var people = new List<Subject>();
        for (var i = 0; i < 6; i++)
            people.Add(await stage.IntroduceAsync(i % 2 == 0 ? first : second));
        var ben = await stage.IntroduceAsync(first);
        foreach (var one in people)
            await stage.FenceAsync(one.Id);

        await Task.WhenAll(people.Select((one, i) => Task.Run(() =>
            (i % 2 == 0 ? first : second).Erasure.CompleteAsync(one.Id, default))));
        await Task.WhenAll(Resume(first), Resume(second));
        stage.Clock.Advance(OpenPages.Lifetime);
        await Task.WhenAll(Resume(first), Resume(second));

        Assert.Equal((6, 6), (stage.Recorded("subject.erased"), stage.Recorded("subject.erasure-certified")));
        await AssertErasedAsync(stage, second, people[0], ben);

        static Task Resume(ErasureStage.Node node) => Task.Run(() => node.Erasure.ResumeAsync(_nobody, default));
    }

    [Fact]
    public async Task A_certificate_comes_when_no_opened_page_can_be_left_and_not_before()
    {
        await using var stage = await ErasureStage.OpenAsync();
        var node = await stage.StartAsync();
        var ana = await stage.IntroduceAsync(node);
        await stage.FenceAsync(ana.Id);
        await node.Erasure.CompleteAsync(ana.Id, default);

        stage.Clock.Advance(OpenPages.Lifetime - TimeSpan.FromMilliseconds(1));
        await node.Erasure.ResumeAsync(_nobody, default);
        Assert.Equal([ErasureState.Destroyed], stage.States);
        stage.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await node.Erasure.ResumeAsync(_nobody, default);
        Assert.Empty(stage.States);
    }

    [Fact]
    public async Task A_thousand_people_who_wait_are_erased_in_a_few_rolls()
    {
        const int People = 1000;
        await using var stage = await ErasureStage.OpenAsync();
        var node = await stage.StartAsync();
        var ben = await stage.IntroduceAsync(node);
        var people = new List<Subject>();
        for (var i = 0; i < People; i++)
            people.Add(await stage.IntroduceAsync(node));
        foreach (var one in people)
            await stage.FenceAsync(one.Id);

        await Task.WhenAll(people.Select(one => node.Erasure.CompleteAsync(one.Id, default)));
        await CertifyAsync(stage, node);

        Assert.InRange(node.Vault.Epoch, 2, 2 + (People / Erasure.MostAtOnce));
        Assert.Equal(People, stage.Recorded("subject.erasure-certified"));
        await AssertErasedAsync(stage, node, people[^1], ben);
    }

    /// <summary>As a node leaves it that dies behind this step.</summary>
    private static async Task LeaveAsync(ErasureStage stage, ErasureStage.Node node, Subject who, ErasureState step)
    {
        await stage.FenceAsync(who.Id);
        stage.Root.RefusesToDestroy = step == ErasureState.Rolled;
        if (step == ErasureState.Rolled)
            await Assert.ThrowsAsync<RootProviderException>(() => node.Erasure.CompleteAsync(who.Id, default));
        else if (step == ErasureState.Destroyed)
            await node.Erasure.CompleteAsync(who.Id, default);
        Assert.Equal([step], stage.States);
        stage.Root.RefusesToDestroy = false;
    }

    /// <summary>Noticed by this node, and as long as a page may be open.</summary>
    private static async Task CertifyAsync(ErasureStage stage, ErasureStage.Node node)
    {
        await node.Erasure.ResumeAsync(_nobody, default);
        stage.Clock.Advance(OpenPages.Lifetime);
        await node.Erasure.ResumeAsync(_nobody, default);
        Assert.Empty(stage.States);
    }

    private static async Task AssertErasedAsync(ErasureStage stage, ErasureStage.Node node, Subject erased, Subject other)
    {
        Assert.Null(stage.Database.Read(session => Subjects.Find(session, erased.Id)));
        Assert.Equal([stage.Database.Read(Deployment.Find)!.KeyEpoch], stage.Roots);
        await Assert.ThrowsAsync<FencedException>(async () => (await node.Vault.OpenAsync(erased.Slot, default)).Dispose());
        (await node.Vault.OpenAsync(other.Slot, default)).Dispose();
    }
}
