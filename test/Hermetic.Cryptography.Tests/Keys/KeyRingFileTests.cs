using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>Rings as a later version might write them, correctly authenticated: what the reader makes of them.</summary>
public sealed class KeyRingFileTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();
    private readonly RootPlace _place;
    private readonly IRootProvider _root;

    public KeyRingFileTests()
    {
        var directory = new DurableDirectory(_disk.Folder);
        directory.Make();
        _place = new(directory, Samples.Deployment, _disk.Arena);
        _root = FileRoot.Source.Create(_place);
    }

    public void Dispose()
    {
        _root.Dispose();
        _disk.Dispose();
    }

    [Fact]
    public void It_is_readable_as_documented()
    {
        var bytes = Generate(_root);
        var file = JsonNode.Parse(bytes)!;
        var ring = file["ring"]!;
        Assert.Equal(Samples.Deployment.ToString(), ring["deployment"]!.GetValue<string>());
        Assert.Equal((1, 1), (ring["version"]!.GetValue<int>(), ring["epoch"]!.GetValue<int>()));
        Assert.Equal(
            ["system", "blind-index", "suppression", "confirmation", "ledger-seed"],
            ring["keys"]!.AsArray().Select(key => key!["name"]!.GetValue<string>()));
        Assert.All(ring["keys"]!.AsArray(), key => Assert.Equal("active", key!["state"]!.GetValue<string>()));
        using var digest = _root.Unwrap(Convert.FromBase64String(file["digest"]!.GetValue<string>()), "keyring-digest", 1);
        var start = "{\"ring\":".Length;
        var end = bytes.AsSpan().IndexOf(",\"digest\""u8);
        Assert.Equal(SHA512.HashData(bytes.AsSpan(start..end)), digest.Span.ToArray());
    }

    [Fact]
    public void A_ring_of_before_there_were_several_roots_is_that_of_a_file()
    {
        var file = Generate(_root);
        Assert.Equal("file", KeyRingFile.ReadRootKind(file));
        Assert.Equal("file", KeyRingFile.ReadRootKind(Encoding.UTF8.GetBytes("{\"ring\":{}}")));
        Assert.Equal("pkcs11", KeyRingFile.ReadRootKind(Encoding.UTF8.GetBytes("{\"ring\":{\"root\":\"pkcs11\"}}")));
        using var old = Read(ring => ring.Remove("root"));
        Assert.Equal(1, old.Epoch);
    }

    [Fact]
    public void Of_several_versions_the_active_one_is_used()
    {
        using var known = _disk.Arena.Rent(32);
        using var expected = new MacKey(known.Move(32));
        using var ring = Read(ring =>
        {
            var keys = ring["keys"]!.AsArray();
            keys.RemoveAt(3);
            foreach (var (version, state) in new[] { (1, "destroyed"), (2, "decrypt-only"), (4, "pre-active") })
                keys.Insert(0, Key("confirmation", version, state, filler: 0xEE));
            keys.Insert(2, Key("confirmation", 3, "active", filler: 0));
        });
        Assert.Equal(expected.Tag("p", "v"u8), ring.Confirmation.Tag("p", "v"u8));
    }

    [Theory]
    [InlineData("a second active version")]
    [InlineData("no active version")]
    [InlineData("no such key")]
    [InlineData("a key under another name")]
    [InlineData("another format version")]
    [InlineData("no epoch")]
    [InlineData("a word where a number belongs")]
    public void A_ring_that_cannot_be_right_is_refused_even_when_it_is_authentic(string what) =>
        Assert.Throws<KeyDirectoryException>(() => Read(ring =>
        {
            var keys = ring["keys"]!.AsArray();
            switch (what)
            {
                case "a second active version": keys.Add(Key("confirmation", 2, "active")); break;
                case "no active version": keys[1]!["state"] = "decrypt-only"; break;
                case "no such key": keys.RemoveAt(3); break;
                case "a key under another name": keys[1]!["wrapped"] = keys[2]!["wrapped"]!.GetValue<string>(); break;
                case "another format version": ring["version"] = 2; break;
                case "no epoch": ring.Remove("epoch"); break;
                default: ring["epoch"] = "one"; break;
            }
        }).Dispose());

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"ring\":{}}")]
    [InlineData("{\"ring\":{},\"digest\":\"\"}")]
    [InlineData("{\"ring\":{},\"digest\":\"AAAA\"}")]
    [InlineData("{\"ring\":{},\"ring\":{},\"digest\":\"AAAA\"}")]
    [InlineData("{\"ring\":7,\"digest\":7}")]
    public void Other_json_is_damaged_not_an_error_of_the_program(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Throws<KeyDirectoryException>(() => Read(bytes));
        Assert.Throws<KeyDirectoryException>(() => KeyRingFile.ReadDeployment(bytes));
    }

    [Fact]
    public void A_ring_of_two_deployments_is_refused_by_its_root()
    {
        using var elsewhere = new KeysOnDisk();
        var directory = new DurableDirectory(elsewhere.Folder);
        directory.Make();
        using var other = FileRoot.Source.Create(new(directory, Samples.Deployment, elsewhere.Arena));
        var file = Generate(other);
        Assert.Throws<KeyDirectoryException>(() => Read(file));
    }

    /// <summary>Reads a fresh ring after a change that its writer made, digest and all.</summary>
    private KeyRing Read(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(Generate(_root))!;
        var ring = file["ring"]!.AsObject();
        change(ring);
        var digest = SHA512.HashData(Encoding.UTF8.GetBytes(ring.ToJsonString()));
        file["digest"] = Convert.ToBase64String(_root.Wrap(digest, "keyring-digest", 1).Span);
        return Read(Encoding.UTF8.GetBytes(file.ToJsonString()));
    }

    private KeyRing Read(byte[] file) => AtOnce.Result(KeyRingFile.ReadAsync(file, _root, default));

    private byte[] Generate(IRootProvider root) =>
        AtOnce.Result(KeyRingFile.GenerateAsync(_place, "file", root, default));

    private JsonObject Key(string name, int version, string state, byte filler = 1) => new()
    {
        ["name"] = name,
        ["version"] = version,
        ["state"] = state,
        ["wrapped"] = Convert.ToBase64String(_root.Wrap(Enumerable.Repeat(filler, 32).ToArray(), name, version).Span),
    };
}
