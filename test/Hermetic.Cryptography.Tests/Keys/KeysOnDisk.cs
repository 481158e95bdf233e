using System.Security.Cryptography;
using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>A key directory in a temporary place, and an arena to open it in.</summary>
internal sealed class KeysOnDisk : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("hermetic-keys-").FullName;

    public KeysOnDisk() => Folder = Path.Combine(_parent, "keys");

    public string Folder { get; }

    public SecretArena Arena { get; } = new(8 << 20);

    public string PathOf(string name) => Path.Combine(Folder, name);

    public KeyDirectory Create(Guid? deployment = null) =>
        AtOnce.Result(
            KeyDirectory.CreateAsync(Folder, Arena, FileRoot.Source, deployment ?? Samples.Deployment, default));

    public KeyDirectory CreateCommitted()
    {
        var keys = Create();
        keys.Commit();
        return keys;
    }

    public KeyDirectory Open() => AtOnce.Result(KeyDirectory.OpenAsync(Folder, Arena, FileRoot.Source, default));

    /// <summary>The sentence with which the directory is refused.</summary>
    public string WhyNot() => Assert.Throws<KeyDirectoryException>(() => Open().Dispose()).Message;

    public void Dispose()
    {
        Directory.Delete(_parent, recursive: true);
        Arena.Dispose();
    }

    /// <summary>Tells one ring from another by what each of its keys makes.</summary>
    public static string Fingerprint(KeyRing ring)
    {
        using var pepper = ring.Now.Sealing.Pepper();
        var tags = new[] { pepper, ring.Suppression, ring.Confirmation }
            .Select(key => key.Tag("fingerprint", "key"u8)).Append(ring.BlindIndex.Tag("fingerprint", "key"u8).Active)
            .Select(tag => Convert.ToHexString(tag.ToArray()));
        var seed = Convert.ToHexString(SHA256.HashData(ring.LedgerSeed.Span));
        return string.Join(' ', [ring.Deployment.ToString(), .. tags, seed]);
    }
}
