using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Witnessing;

namespace Hermetic.Server.Tests.Witnessing;

public sealed class WitnessFolderTests : IAsyncDisposable
{
    private readonly WitnessStage _stage = new();

    [Fact]
    public void A_second_init_changes_nothing()
    {
        Assert.Throws<WitnessFolderException>(() => _stage.Folder.Create("another", [CosignatureAlgorithm.Ed25519]));
        Assert.Equal(_stage.Keys.Select(key => key.VerifierKey), Open().Select(key => key.VerifierKey));
        Assert.Equal(["witness.example.com/w1", "witness.example.com/w1"], _stage.Keys.Select(key => key.Name));
    }

    [Fact]
    public void Two_witnesses_have_different_keys_and_one_need_not_have_both_kinds()
    {
        var other = new WitnessFolder(_stage.Path + "-2");
        other.Create("witness.example.com/w2", [CosignatureAlgorithm.Ed25519]);
        using var key = Assert.Single(other.OpenKeys());
        Assert.DoesNotContain(
            _stage.Keys, own => CosignatureVerifier.Parse(own.VerifierKey).SharesKeyWith(CosignatureVerifier.Parse(key.VerifierKey)));
    }

    [Fact]
    public void Keys_that_others_can_read_are_refused()
    {
        var seed = Path.Combine(_stage.Path, "ed25519.seed");
        File.SetUnixFileMode(seed, File.GetUnixFileMode(seed) | UnixFileMode.OtherRead);
        Assert.Throws<WitnessFolderException>(() => Open());
    }

    [Fact]
    public void A_torn_key_or_none_is_a_sentence()
    {
        File.WriteAllBytes(Path.Combine(_stage.Path, "ed25519.seed"), new byte[31]);
        Assert.Throws<WitnessFolderException>(() => Open());
        Assert.Throws<WitnessFolderException>(() => new WitnessFolder(_stage.Path + "-none").OpenKeys());
    }

    [Fact]
    public async Task A_second_key_of_a_log_is_trusted_beside_the_first_and_what_was_cosigned_stays()
    {
        var (log, next) = (await new WatchedLog().GrowAsync(3), await new WatchedLog(seed: 7).GrowAsync(3));
        await _stage.KnowsAsync(log);
        Assert.Equal(200, _stage.Open().Add(await log.SubmissionAsync(0)).Status);
        await _stage.KnowsAsync(next);
        await _stage.KnowsAsync(next);
        Assert.Equal(2, _stage.Log(log).Read().Keys.Count);
        Assert.Equal(3, _stage.Log(log).Read().Latest.Size);
        Assert.Equal(200, _stage.Open().Add(await next.SubmissionAsync(3)).Status);
    }

    [Fact]
    public async Task An_origin_that_looks_like_a_path_stays_in_its_folder()
    {
        await _stage.KnowsAsync(new WatchedLog("../../etc/x"));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_stage.Path, "logs")));
        Assert.Null(_stage.Folder.Find(".."));
    }

    [Fact]
    public async Task A_log_that_is_silent_for_too_long_is_said_to_be()
    {
        var log = await new WatchedLog().GrowAsync(3);
        await _stage.KnowsAsync(log);
        _stage.Open().Add(await log.SubmissionAsync(0));
        var at = _stage.Log(log).WrittenAt();
        WitnessReport After(double hours) =>
            WitnessReport.Of(_stage.Log(log), at.AddHours(hours), TimeSpan.FromHours(2));
        Assert.False(After(1.9).IsAlarming);
        Assert.True(After(2.1).IsAlarming);
        Assert.Contains("withholds", After(2.1).Sentence, StringComparison.Ordinal);
        Assert.Equal((3L, log.Root), (After(0).Size, After(0).Root));
        using var json = System.Text.Json.JsonDocument.Parse(WitnessReport.ToJson([After(2.1)]));
        Assert.True(json.RootElement[0].GetProperty("silent").GetBoolean());
        Assert.Equal(3, json.RootElement[0].GetProperty("size").GetInt64());
    }

    private IReadOnlyList<Cosigner> Open() => new WitnessFolder(_stage.Path).OpenKeys();

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
    }
}
