using System.Text.Json.Nodes;
using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>Keys move from one root provider to another, whole or not at all.</summary>
public sealed class KeyRewrapTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();
    private readonly AnotherRoot _another = new();

    public void Dispose()
    {
        Assert.Equal(0, _disk.Arena.InUse);
        _disk.Dispose();
    }

    [Fact]
    public void What_was_moved_opens_with_the_new_root_and_no_more_with_the_old_one()
    {
        var (ring, roots) = Make();
        var oldKey = File.ReadAllBytes(_disk.PathOf("root.key"));
        Move();
        Assert.Contains("set Keys:Root to another", _disk.WhyNot(), StringComparison.Ordinal);
        using var moved = Open();
        Assert.Equal(ring, KeysOnDisk.Fingerprint(moved.Ring));
        Assert.Equal(2, moved.Ring.Epoch);
        Assert.Equal(roots, Roots(moved));
        Assert.NotEqual(oldKey, File.ReadAllBytes(_disk.PathOf("root.key")));
        Assert.False(Directory.Exists(_disk.Folder + KeyRewrap.Beside));
        Assert.Equal(
            ["erasable-root.0000000001", "erasable-root.0000000002", "keyring", "root.key"],
            Directory.GetFiles(_disk.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void It_moves_back_and_destroys_every_key_that_the_other_root_had()
    {
        var (ring, roots) = Make();
        Move();
        AtOnce.Finish(KeyRewrap.RunAsync(_disk.Folder, _disk.Arena, _another, FileRoot.Source, default));
        using var back = _disk.Open();
        Assert.Equal((ring, 3), (KeysOnDisk.Fingerprint(back.Ring), back.Ring.Epoch));
        Assert.Equal(roots, Roots(back));
        Assert.Equal(
            ["blind-index 1", "confirmation 1", "erasable-root 1", "erasable-root 2", "keyring-digest 1", "ledger-seed 1",
                "suppression 1", "system 1"],
            _another.Destroyed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_crash_at_any_step_leaves_keys_that_open_and_running_it_again_finishes_it()
    {
        for (var crash = 0; ; crash++)
        {
            var (ring, roots) = Make();
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
                AtOnce.Finish(KeyRewrap.RunAsync(directory, _disk.Folder, _disk.Arena, FileRoot.Source, _another, default));
                Assert.True(crash > 10, $"Only {crash} steps.");
                return;
            }
            catch (PowerCutException)
            {
                using (var found = IsMoved() ? Open() : _disk.Open())
                {
                    Assert.Equal(ring, KeysOnDisk.Fingerprint(found.Ring));
                    Assert.Equal(roots, Roots(found));
                }
                Move();
                using var moved = Open();
                Assert.Equal(roots, Roots(moved));
                Assert.False(Directory.Exists(_disk.Folder + KeyRewrap.Beside));
            }
            Directory.Delete(_disk.Folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_root_that_goes_away_meanwhile_changes_nothing(int call)
    {
        var (ring, roots) = Make();
        _another.FailAt = call;
        Assert.Throws<RootProviderException>(Move);
        _another.FailAt = null;
        using (var present = _disk.Open())
            Assert.Equal((ring, roots), (KeysOnDisk.Fingerprint(present.Ring), Roots(present)));
        Move();
        using var moved = Open();
        Assert.Equal(roots, Roots(moved));
    }

    [Fact]
    public void A_root_that_wraps_something_else_is_seen_before_anything_is_destroyed()
    {
        var (_, roots) = Make();
        _another.Spoils = "erasable-root";
        Assert.Contains("is not what it was made of", Assert.Throws<KeyDirectoryException>(Move).Message, StringComparison.Ordinal);
        _another.Spoils = "confirmation";
        Assert.Contains("is not what it was made of", Assert.Throws<KeyDirectoryException>(Move).Message, StringComparison.Ordinal);
        using var present = _disk.Open();
        Assert.Equal(roots, Roots(present));
    }

    [Fact]
    public void Keys_that_only_open_go_along()
    {
        Make();
        // As a rotation leaves it, properly authenticated.
        using (var root = FileRoot.Source.Open(new(_disk.Folder, Samples.Deployment, _disk.Arena)))
        {
            var file = JsonNode.Parse(File.ReadAllBytes(_disk.PathOf("keyring")))!;
            var ring = file["ring"]!.AsObject();
            ring["keys"]!.AsArray().Add(new JsonObject
            {
                ["name"] = "system", ["version"] = 7, ["state"] = "decrypt-only",
                ["wrapped"] = Convert.ToBase64String(root.Wrap(new byte[32], "system", 7).Span),
            });
            ring["keys"]!.AsArray().Add(new JsonObject { ["name"] = "system", ["version"] = 6, ["state"] = "destroyed" });
            var digest = System.Security.Cryptography.SHA512.HashData(System.Text.Encoding.UTF8.GetBytes(ring.ToJsonString()));
            file["digest"] = Convert.ToBase64String(root.Wrap(digest, "keyring-digest", 1).Span);
            File.WriteAllText(_disk.PathOf("keyring"), file.ToJsonString());
        }
        Move();
        using var moved = AtOnce.Result(_another.OpenAsync(new(_disk.Folder, Samples.Deployment, _disk.Arena), default).AsTask());
        var keys = JsonNode.Parse(File.ReadAllBytes(_disk.PathOf("keyring")))!["ring"]!["keys"]!.AsArray();
        Assert.Equal(7, keys.Count);
        using var old = moved.Unwrap(Convert.FromBase64String(keys[5]!["wrapped"]!.GetValue<string>()), "system", 7);
        Assert.Equal(new byte[32], old.Span.ToArray());
        Assert.Equal("destroyed", keys[6]!["state"]!.GetValue<string>());
    }

    [Fact]
    public void A_service_that_was_left_running_adds_nothing_to_moved_keys()
    {
        Make();
        using var running = _disk.Open();
        Move();
        var refused = Assert.Throws<KeyDirectoryException>(() => running.StoreRoot(3));
        Assert.Contains("set Keys:Root to another", refused.Message, StringComparison.Ordinal);
        using var moved = Open();
        Assert.Equal([1, 2], moved.Epochs);
    }

    [Fact]
    public void Keys_that_are_not_in_use_or_not_there_or_moved_already_are_not_moved()
    {
        Assert.Throws<KeyDirectoryException>(Move);
        _disk.Create().Dispose();
        Assert.Contains("start the service once", Assert.Throws<KeyDirectoryException>(Move).Message, StringComparison.Ordinal);
        Assert.Throws<KeyDirectoryException>(() => AtOnce.Finish(
            KeyRewrap.RunAsync(_disk.Folder, _disk.Arena, FileRoot.Source, FileRoot.Source, default)));
    }

    private (string Ring, string Roots) Make()
    {
        using var keys = _disk.CreateCommitted();
        keys.StoreRoot(2).Dispose();
        return (KeysOnDisk.Fingerprint(keys.Ring), Roots(keys));
    }

    private void Move() =>
        AtOnce.Finish(KeyRewrap.RunAsync(_disk.Folder, _disk.Arena, FileRoot.Source, _another, default));

    private KeyDirectory Open() => AtOnce.Result(KeyDirectory.OpenAsync(_disk.Folder, _disk.Arena, _another, default));

    private bool IsMoved() =>
        File.ReadAllText(_disk.PathOf("keyring")).Contains("\"root\":\"another\"", StringComparison.Ordinal);

    private static string Roots(KeyDirectory keys)
    {
        var roots = new List<string>();
        foreach (var epoch in keys.Epochs)
        {
            using var root = keys.LoadRoot(epoch);
            roots.Add($"{epoch}:{Convert.ToHexString(root.Key)}");
        }
        return string.Join(' ', roots);
    }

    private sealed class PowerCutException : Exception;

    /// <summary>A file under another name, which may fail, or wrap something else than it was given.</summary>
    private sealed class AnotherRoot : IRootSource
    {
        private int _calls;
        private int? _failAt;

        public string Kind => "another";

        public int? FailAt
        {
            get => _failAt;
            set => (_failAt, _calls) = (value, 0);
        }

        public string? Spoils { get; set; }

        public List<string> Destroyed { get; } = [];

        public async ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel) =>
            new Provider(this, await FileRoot.Source.CreateAsync(place, cancel));

        public async ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel) =>
            new Provider(this, await FileRoot.Source.OpenAsync(place, cancel));

        private sealed class Provider(AnotherRoot root, IRootProvider file) : IRootProvider
        {
            public string Description => file.Description;

            public RootAssurance Assurance => file.Assurance;

            public ValueTask<ReadOnlyMemory<byte>> WrapAsync(
                ReadOnlyMemory<byte> secret, string purpose, int version, CancellationToken cancel)
            {
                if (++root._calls >= root.FailAt)
                    throw new RootProviderException(RootFailure.Unreachable, "It is away.");
                return file.WrapAsync(root.Spoils == purpose ? new byte[secret.Length] : secret, purpose, version, cancel);
            }

            public ValueTask<SecretBuffer> UnwrapAsync(
                ReadOnlyMemory<byte> wrapped, string purpose, int version, CancellationToken cancel) =>
                file.UnwrapAsync(wrapped, purpose, version, cancel);

            public ValueTask DestroyAsync(string purpose, int version, CancellationToken cancel)
            {
                root.Destroyed.Add($"{purpose} {version}");
                return default;
            }

            public void Dispose() => file.Dispose();
        }
    }
}
