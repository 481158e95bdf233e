using System.Text;
using System.Text.Json.Nodes;
using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>A key in several versions: made, used, opened with, destroyed; in the file and in every process that has it.</summary>
public sealed class KeyRingTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 11, 23);
    private readonly KeysOnDisk _disk = new();

    public void Dispose()
    {
        Assert.Equal(0, _disk.Arena.InUse);
        _disk.Dispose();
    }

    [Fact]
    public void A_new_version_is_stored_and_seals_nothing_until_it_is_active()
    {
        using var keys = _disk.CreateCommitted();

        Add(keys);

        Assert.Equal([(1, KeyState.Active), (2, KeyState.PreActive)], States(keys.Ring));
        Assert.Equal((1, 2), (keys.Ring.System.KeyId.Version, keys.Ring.Epoch));
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        Assert.Equal((2, 3), (keys.Ring.System.KeyId.Version, keys.Ring.Epoch));
        using var again = _disk.Open();
        Assert.Equal(KeysOnDisk.Fingerprint(keys.Ring), KeysOnDisk.Fingerprint(again.Ring));
        Assert.Equal(keys.Ring.Versions, again.Ring.Versions);
        Assert.Equal(_today, again.Ring.Versions.Single(version => version is { Key: RingKey.System, Version: 2 }).Since);
    }

    [Fact]
    public void What_the_old_version_sealed_opens_by_its_key_id_until_the_version_is_destroyed()
    {
        using var keys = _disk.CreateCommitted();
        var old = keys.Ring.System.Seal<Token>("before"u8, Samples.Place);
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        var renewed = keys.Ring.System.Seal<Token>("after"u8, Samples.Place);
        Assert.Equal("before"u8.ToArray(), keys.Ring.System.OpenBytes(old, Samples.Place));
        Assert.True(keys.Ring.System.Knows(old.KeyId));

        Move(keys, KeyState.Destroyed, KeyState.Active);

        Assert.Equal(EnvelopeFailure.UnknownVersion, WhyNot(keys.Ring, old));
        Assert.False(keys.Ring.System.Knows(old.KeyId));
        Assert.Equal("after"u8.ToArray(), keys.Ring.System.OpenBytes(renewed, Samples.Place));
        using var again = _disk.Open();
        Assert.Equal(EnvelopeFailure.UnknownVersion, WhyNot(again.Ring, old));
        Assert.Equal("after"u8.ToArray(), again.Ring.System.OpenBytes(renewed, Samples.Place));
    }

    [Fact]
    public void The_bytes_of_a_destroyed_version_are_in_no_file_and_its_entry_says_that_it_was()
    {
        using var keys = _disk.CreateCommitted();
        var wrapped = Entries()[0]["wrapped"]!.GetValue<string>();
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        using var oldFile = File.OpenRead(_disk.PathOf("keyring"));

        Move(keys, KeyState.Destroyed, KeyState.Active);

        foreach (var file in Directory.GetFiles(_disk.Folder))
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(wrapped)));
        Assert.Null(Entries()[0]["wrapped"]);
        Assert.Equal(
            ("system", 1, "destroyed"),
            (Entries()[0]["name"]!.GetValue<string>(), Entries()[0]["version"]!.GetValue<int>(), Entries()[0]["state"]!.GetValue<string>()));
        // What the old name led to, held open here, is noise.
        var left = new byte[oldFile.Length];
        oldFile.ReadExactly(left);
        Assert.Equal(-1, left.AsSpan().IndexOf("ring"u8));
    }

    [Fact]
    public void A_new_version_of_a_destroyed_one_gets_a_number_of_its_own()
    {
        using var keys = _disk.CreateCommitted();
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        Move(keys, KeyState.Destroyed, KeyState.Active);

        Add(keys);

        Assert.Equal([(1, KeyState.Destroyed), (2, KeyState.Active), (3, KeyState.PreActive)], States(keys.Ring));
    }

    [Fact]
    public void Another_process_finds_the_versions_when_it_reads_the_ring_again()
    {
        using var one = _disk.CreateCommitted();
        using var other = _disk.Open();
        var (ring, system) = (other.Ring, other.Ring.System);
        var blind = ring.BlindIndex.Tag("p", "v"u8);
        Add(one);
        Move(one, KeyState.DecryptOnly, KeyState.Active);
        var box = one.Ring.System.Seal<Token>("new"u8, Samples.Place);
        Assert.Equal(EnvelopeFailure.UnknownVersion, WhyNot(ring, box));

        AtOnce.Finish(other.ReadRingAsync(default));

        Assert.Equal("new"u8.ToArray(), system.OpenBytes(box, Samples.Place));
        Assert.Equal((2, 3), (ring.System.KeyId.Version, ring.Epoch));
        Assert.Equal(blind, ring.BlindIndex.Tag("p", "v"u8));
    }

    [Fact]
    public void A_destroyed_version_is_wiped_when_it_is_forgotten()
    {
        using var keys = _disk.CreateCommitted();
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        var before = _disk.Arena.InUse;

        Move(keys, KeyState.Destroyed, KeyState.Active);
        Assert.Equal(before, _disk.Arena.InUse);
        keys.Ring.Forget();

        Assert.True(_disk.Arena.InUse < before);
        keys.Ring.System.Seal<Token>("still"u8, Samples.Place);
    }

    [Fact]
    public void A_crash_at_any_step_of_a_change_leaves_the_ring_before_or_after_it()
    {
        _disk.CreateCommitted().Dispose();
        var content = File.ReadAllBytes(_disk.PathOf("keyring"));
        for (var crash = 0; ; crash++)
        {
            var left = crash;
            var directory = new DurableDirectory(_disk.Folder)
            {
                BeforeStep = _ =>
                {
                    if (left-- == 0)
                        throw new PowerCutException();
                },
            };
            try
            {
                directory.Replace("keyring", content);
                Assert.Equal(3, crash);
                return;
            }
            catch (PowerCutException)
            {
                _disk.Open().Dispose();
            }
        }
    }

    [Fact]
    public void An_older_ring_that_was_put_back_is_refused_and_the_one_in_use_stays()
    {
        using var keys = _disk.CreateCommitted();
        var before = File.ReadAllBytes(_disk.PathOf("keyring"));
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        File.WriteAllBytes(_disk.PathOf("keyring"), before);

        var refused = Assert.Throws<KeyDirectoryException>(() => AtOnce.Finish(keys.ReadRingAsync(default)));

        Assert.Contains("older than the one in use", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, keys.Ring.System.KeyId.Version);
        Assert.Throws<KeyDirectoryException>(() => Add(keys));
        Assert.Equal(before, File.ReadAllBytes(_disk.PathOf("keyring")));
    }

    [Fact]
    public void Another_ring_of_the_same_deployment_is_refused_and_the_one_in_use_stays()
    {
        using var keys = _disk.CreateCommitted();
        var print = KeysOnDisk.Fingerprint(keys.Ring);
        using (var root = FileRoot.Source.Open(new(_disk.Folder, Samples.Deployment, _disk.Arena)))
        {
            File.WriteAllBytes(_disk.PathOf("keyring"), AtOnce.Result(KeyRingFile.GenerateAsync(
                new(_disk.Folder, Samples.Deployment, _disk.Arena), "file", root, default)));
        }

        var refused = Assert.Throws<KeyDirectoryException>(() => AtOnce.Finish(keys.ReadRingAsync(default)));

        Assert.Contains("exchanged for another one", refused.Message, StringComparison.Ordinal);
        Assert.Equal(print, KeysOnDisk.Fingerprint(keys.Ring));
    }

    [Fact]
    public void A_ring_that_others_may_read_is_not_changed()
    {
        using var keys = _disk.CreateCommitted();
        File.SetUnixFileMode(_disk.PathOf("keyring"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var before = File.ReadAllBytes(_disk.PathOf("keyring"));

        Assert.Contains(
            "open to others", Assert.Throws<KeyDirectoryException>(() => Add(keys)).Message, StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllBytes(_disk.PathOf("keyring")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"ring\":{\"version\":1")]
    public void A_ring_that_is_cut_short_is_not_changed(string left)
    {
        using var keys = _disk.CreateCommitted();
        File.WriteAllText(_disk.PathOf("keyring"), left);

        Assert.Throws<KeyDirectoryException>(() => Add(keys));

        Assert.Equal(left, File.ReadAllText(_disk.PathOf("keyring")));
    }

    [Fact]
    public void A_version_goes_forward_only_and_none_is_left_out()
    {
        using var keys = _disk.CreateCommitted();
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);
        var before = File.ReadAllBytes(_disk.PathOf("keyring"));

        Assert.Throws<KeyDirectoryException>(() => Move(keys, KeyState.Active, KeyState.DecryptOnly));
        Assert.Throws<KeyDirectoryException>(() => Move(keys, KeyState.DecryptOnly, KeyState.DecryptOnly));
        Assert.Throws<KeyDirectoryException>(() => AtOnce.Finish(
            keys.MoveVersionsAsync([.. keys.Ring.Versions.Skip(1)], 9, default)));

        Assert.Equal(before, File.ReadAllBytes(_disk.PathOf("keyring")));
    }

    [Fact]
    public void What_is_on_record_is_followed_without_the_file_which_is_brought_along_later()
    {
        using var keys = _disk.CreateCommitted();
        Add(keys);
        using var other = _disk.Open();
        var states = Moved(other.Ring, RingKey.System, KeyState.DecryptOnly, KeyState.Active);

        Assert.True(other.Ring.TryFollow(states, 3));

        Assert.Equal((2, 3, 2), (other.Ring.System.KeyId.Version, other.Ring.Epoch, other.Ring.FileEpoch));
        AtOnce.Finish(other.ReadRingAsync(default));
        Assert.Equal((2, 3, 2), (other.Ring.System.KeyId.Version, other.Ring.Epoch, other.Ring.FileEpoch));
        AtOnce.Finish(other.MoveVersionsAsync(states, 3, default));
        Assert.Equal((2, 3, 3), (other.Ring.System.KeyId.Version, other.Ring.Epoch, other.Ring.FileEpoch));
        AtOnce.Finish(keys.ReadRingAsync(default));
        Assert.Equal(KeysOnDisk.Fingerprint(keys.Ring), KeysOnDisk.Fingerprint(other.Ring));
    }

    [Fact]
    public void A_key_that_is_not_here_one_that_was_destroyed_and_a_step_back_are_followed_by_the_file_only()
    {
        using var keys = _disk.CreateCommitted();
        using var asleep = _disk.Open();
        Add(keys);
        Move(keys, KeyState.DecryptOnly, KeyState.Active);

        Assert.False(asleep.Ring.TryFollow(keys.Ring.Versions, 3));
        Assert.False(keys.Ring.TryFollow(Moved(keys.Ring, RingKey.System, KeyState.Destroyed, KeyState.Active), 4));
        Assert.False(keys.Ring.TryFollow(Moved(keys.Ring, RingKey.System, KeyState.Active, KeyState.PreActive), 4));
        Assert.False(keys.Ring.TryFollow(asleep.Ring.Versions, 2));
        Assert.True(keys.Ring.TryFollow(keys.Ring.Versions, 3));

        Assert.Equal((1, 1), (asleep.Ring.System.KeyId.Version, asleep.Ring.Epoch));
        Assert.Equal([(1, KeyState.DecryptOnly), (2, KeyState.Active)], States(keys.Ring));
    }

    [Fact]
    public void A_button_may_have_been_made_by_any_version_and_is_made_by_the_active_one()
    {
        using var keys = _disk.CreateCommitted();
        var first = keys.Ring.Confirmation.Tag("p", "v"u8);
        AtOnce.Finish(keys.AddVersionAsync(RingKey.Confirmation, _today, default));
        Assert.Equal([first, keys.Ring.Confirmations[1].Tag("p", "v"u8)], Tags(keys.Ring));
        var next = Tags(keys.Ring)[1];

        AtOnce.Finish(keys.MoveVersionsAsync(
            Moved(keys.Ring, RingKey.Confirmation, KeyState.DecryptOnly, KeyState.Active), keys.Ring.Epoch + 1, default));

        Assert.Equal([next, first], Tags(keys.Ring));
        Assert.Equal(next, keys.Ring.Confirmation.Tag("p", "v"u8));
        static List<Tag> Tags(KeyRing ring) => [.. ring.Confirmations.Select(key => key.Tag("p", "v"u8))];
    }

    private static void Add(KeyDirectory keys) => AtOnce.Finish(keys.AddVersionAsync(RingKey.System, _today, default));

    private static void Move(KeyDirectory keys, KeyState first, KeyState second) => AtOnce.Finish(
        keys.MoveVersionsAsync(Moved(keys.Ring, RingKey.System, first, second), keys.Ring.Epoch + 1, default));

    private static List<KeyVersion> Moved(KeyRing ring, RingKey key, params KeyState[] states) =>
    [
        .. ring.Versions.Select(version => version.Key == key
            ? version with { State = states[version.Version - 1], Since = _today }
            : version),
    ];

    private static IEnumerable<(int, KeyState)> States(KeyRing ring) => ring.Versions
        .Where(version => version.Key == RingKey.System).Select(version => (version.Version, version.State));

    private static EnvelopeFailure WhyNot(KeyRing ring, Sealed<Token> box) =>
        Assert.Throws<EnvelopeException>(() => ring.System.OpenBytes(box, Samples.Place)).Reason;

    private List<JsonNode> Entries() =>
        [.. JsonNode.Parse(File.ReadAllBytes(_disk.PathOf("keyring")))!["ring"]!["keys"]!.AsArray().OfType<JsonNode>()];

    private sealed class PowerCutException : Exception;
}
