using System.Text;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Witnessing;

namespace Hermetic.Server.Tests.Witnessing;

/// <summary>What a witness keeps on disk, and when: its word is worth what it remembers.</summary>
public sealed class WitnessTests : IAsyncDisposable
{
    private readonly WitnessStage _stage = new();
    private readonly WatchedLog _log = new();

    [Fact]
    public async Task A_cosignature_is_by_every_key_and_of_this_second()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var answer = _stage.Open().Add(await _log.SubmissionAsync(0));
        Assert.Equal(200, answer.Status);
        Assert.All(_stage.Keys, key => Assert.Equal(
            new Cosignature(CosignatureState.Good, 1_800_000_000),
            CosignatureVerifier.Parse(key.VerifierKey).Find((byte[])[.. _log.Note, .. answer.Body])));
    }

    [Fact]
    public async Task What_was_cosigned_is_on_disk_before_the_signature_leaves()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var seen = new List<byte[]?>();
        var answer = _stage.Open(step => seen.Add(_stage.Log(_log).LatestNote())).Add(await _log.SubmissionAsync(0));
        Assert.Equal(200, answer.Status);
        Assert.Equal([null, _log.Note], seen);
    }

    /// <summary>Of a write that failed nobody knows whether it will outlive a power cut.</summary>
    [Fact]
    public async Task What_is_cosigned_again_is_written_again()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        Assert.Equal(200, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
        var steps = new List<string>();
        Assert.Equal(200, _stage.Open(steps.Add).Add(await _log.SubmissionAsync(3)).Status);
        Assert.Equal(["write latest", "written latest"], steps);
    }

    [Fact]
    public async Task Killed_between_state_and_signature_it_signs_the_same_the_next_time_and_nothing_else()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var fork = await new WatchedLog().GrowAsync(3, "other");
        var killed = _stage.Open(step =>
        {
            if (step == "written latest")
                throw new InvalidOperationException("killed");
        });
        var body = await _log.SubmissionAsync(0);
        Assert.Throws<InvalidOperationException>(() => killed.Add(body));

        var restarted = _stage.Open();
        var told = restarted.Add(body);
        Assert.Equal((409, "3\n"), (told.Status, Encoding.ASCII.GetString(told.Body)));
        Assert.Equal(409, restarted.Add(await fork.SubmissionAsync(3)).Status);
        Assert.Equal(200, restarted.Add(await _log.SubmissionAsync(3)).Status);
        Assert.Equal(_log.Root, _stage.Log(_log).Read().Latest.Root);
    }

    [Fact]
    public async Task Killed_before_its_state_was_written_it_has_signed_nothing()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var killed = _stage.Open(step => throw new InvalidOperationException("killed"));
        var body = await _log.SubmissionAsync(0);
        Assert.Throws<InvalidOperationException>(() => killed.Add(body));
        Assert.Null(_stage.Log(_log).LatestNote());
        Assert.Equal(200, _stage.Open().Add(body).Status);
    }

    [Fact]
    public async Task Of_many_submitters_at_once_one_history_is_cosigned_and_only_it_goes_on()
    {
        var histories = new List<WatchedLog>();
        for (var i = 0; i < 8; i++)
            histories.Add(await new WatchedLog().GrowAsync(5, $"history {i}"));
        await _stage.KnowsAsync(histories[0]);
        var witness = _stage.Open();
        var bodies = new List<byte[]>();
        foreach (var history in histories)
            bodies.Add(await history.SubmissionAsync(0));

        var answers = await Task.WhenAll(bodies.Select(body => Task.Run(() => witness.Add(body))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(7, answers.Count(answer => answer.Status == 409));

        var signed = histories[Array.FindIndex(answers, answer => answer.Status == 200)];
        Assert.Equal(signed.Root, _stage.Log(signed).Read().Latest.Root);
        Assert.All(histories.Except([signed]), history =>
            Assert.Equal(409, witness.Add(history.SubmissionAsync(5).Result).Status));
    }

    [Fact]
    public async Task Of_two_submitters_with_a_short_and_a_long_one_it_never_goes_back()
    {
        var (shorter, longer) = (await new WatchedLog().GrowAsync(5), await (await new WatchedLog().GrowAsync(5)).GrowAsync(4));
        await _stage.KnowsAsync(shorter);
        var witness = _stage.Open();
        byte[][] bodies = [await shorter.SubmissionAsync(0), await longer.SubmissionAsync(0), await longer.SubmissionAsync(5)];
        var sizes = new List<long>();
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(bodies.Select(body => Task.Run(() => witness.Add(body))));
            sizes.Add(_stage.Log(shorter).Read().Latest.Size);
        }
        Assert.Equal(sizes.Order(), sizes);
    }

    [Fact]
    public async Task What_cannot_be_written_is_not_signed_and_is_503()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        // Even root cannot write a file where a directory is; so it is with a full disk.
        var obstacle = Directory.CreateDirectory(Path.Combine(Assert.Single(LogFolders()), "latest.tmp"));
        var answer = _stage.Open().Add(await _log.SubmissionAsync(0));
        Assert.Equal(503, answer.Status);
        Assert.DoesNotContain("—", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        obstacle.Delete();
        Assert.Equal(200, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("something else\n")]
    [InlineData(null)]
    public async Task A_state_that_is_lost_or_damaged_is_never_taken_for_a_log_that_was_not_cosigned_yet(string? content)
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        Assert.Equal(200, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
        var latest = Path.Combine(Assert.Single(LogFolders()), "latest");
        if (content is null)
            File.Delete(latest);
        else
            await File.WriteAllTextAsync(latest, content);
        Assert.Equal(503, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
        Assert.Equal(503, _stage.Open().Add(await _log.SubmissionAsync(3)).Status);
        // Adding the log again, or another key of it, does not help an operator to forget.
        foreach (var key in new[] { _log, new WatchedLog(seed: 7) })
        {
            await _stage.KnowsAsync(key);
            Assert.Equal(503, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
        }
    }

    [Fact]
    public async Task A_log_whose_keys_were_lost_is_unknown_until_it_is_added_and_then_where_it_was()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        Assert.Equal(200, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
        File.Delete(Path.Combine(Assert.Single(LogFolders()), "keys"));
        Assert.Equal(404, _stage.Open().Add(await _log.SubmissionAsync(3)).Status);
        await _stage.KnowsAsync(_log);
        Assert.Equal(409, _stage.Open().Add(await _log.SubmissionAsync(0)).Status);
    }

    [Fact]
    public async Task A_fork_is_kept_with_both_notes_which_convict_the_log_by_themselves()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var fork = await new WatchedLog().GrowAsync(3, "other");
        var witness = _stage.Open();
        witness.Add(await _log.SubmissionAsync(0));
        for (var again = 0; again < 3; again++)
            Assert.Equal(409, witness.Add(await fork.SubmissionAsync(3)).Status);

        var kept = Assert.Single(_stage.Log(_log).Kept(WitnessEvidence.Fork));
        Assert.True(_log.Key.TryOpen(await File.ReadAllBytesAsync(Path.Combine(kept, "cosigned")), out var one));
        Assert.True(_log.Key.TryOpen(await File.ReadAllBytesAsync(Path.Combine(kept, "shown")), out var two));
        Assert.Equal(CheckpointRelation.Fork, await CheckpointComparison.CompareAsync(one, two, null, default));
        Assert.True(WitnessReport.Of(_stage.Log(_log), WitnessStage.Noon, mostAge: null).IsAlarming);
    }

    [Fact]
    public async Task A_rewritten_history_is_refused_and_kept_as_unproven_and_only_so_many_are_kept()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var witness = _stage.Open();
        witness.Add(await _log.SubmissionAsync(0));
        for (var i = 0; i < 70; i++)
        {
            var rewritten = await new WatchedLog().GrowAsync(5, $"rewritten {i}");
            Assert.Equal(422, witness.Add(await rewritten.SubmissionAsync(3)).Status);
        }
        Assert.Equal(64, _stage.Log(_log).Count(WitnessEvidence.Unproven));
        Assert.Equal(0, _stage.Log(_log).Count(WitnessEvidence.Fork));
        Assert.False(WitnessReport.Of(_stage.Log(_log), WitnessStage.Noon, mostAge: null).IsAlarming);
        Assert.Equal(3, _stage.Log(_log).Read().Latest.Size);
    }

    [Fact]
    public async Task A_stranger_leaves_nothing_in_the_folder()
    {
        await _stage.KnowsAsync(await _log.GrowAsync(3));
        var stranger = await new WatchedLog(seed: 9).GrowAsync(3);
        var unknown = await new WatchedLog("example.com/other").GrowAsync(3);
        var before = Files();
        Assert.Equal(403, _stage.Open().Add(await stranger.SubmissionAsync(0)).Status);
        Assert.Equal(404, _stage.Open().Add(await unknown.SubmissionAsync(0)).Status);
        Assert.Equal(400, _stage.Open().Add("old 1\n"u8.ToArray()).Status);
        Assert.Equal(before, Files());
    }

    private IEnumerable<string> LogFolders() => Directory.EnumerateDirectories(Path.Combine(_stage.Path, "logs"));

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_stage.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => _stage.DisposeAsync();
}
