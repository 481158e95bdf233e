using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Tests.Witnessing;

/// <summary>A log in memory that submits itself to a witness, honestly or not.</summary>
internal sealed class WatchedLog : ITiles
{
    private readonly Dictionary<string, byte[]> _tiles = new(StringComparer.Ordinal);

    internal WatchedLog(string origin = "example.com/ledger", byte seed = 1) =>
        Signer = new NoteSigner(origin, Enumerable.Range(seed, 32).Select(value => (byte)value).ToArray());

    internal NoteSigner Signer { get; }

    internal NoteVerifier Key => NoteVerifier.Parse(Signer.VerifierKey);

    internal long Size { get; private set; }

    internal MerkleHash Root { get; private set; } = Rfc6962.EmptyRoot;

    internal byte[] Note => Signer.SignCheckpoint(new(Signer.Name, Size, Root));

    /// <param name="more">Entries to add.</param>
    /// <param name="word">What they say: another word makes another history.</param>
    internal Task<WatchedLog> GrowAsync(int more, string word = "entry") => AppendAsync(
        [.. Enumerable.Range(0, more).Select(i => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes($"{word} {Size + i}"))]);

    internal async Task<WatchedLog> AppendAsync(params IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var appended = await new MerkleLog(this).AppendAsync(Size, entries, default);
        foreach (var (path, bytes) in appended.Tiles)
            _tiles[path.ToString()] = bytes;
        foreach (var (path, bytes) in appended.Bundles)
            _tiles[path.EntriesPath] = bytes;
        (Size, Root) = (appended.Size, appended.Root);
        return this;
    }

    internal async Task<byte[]> SubmissionAsync(long old) => AddCheckpoint.Of(
        old, old > 0 && old < Size ? await new MerkleLog(this).ConsistencyProofAsync(old, Size, default) : [], Note).ToUtf8();

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel) => Find(path.ToString());

    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel) =>
        Find(new TilePath(0, index, width).EntriesPath);

    private ValueTask<ReadOnlyMemory<byte>?> Find(string path)
    {
        ReadOnlyMemory<byte>? found = null;
        if (_tiles.TryGetValue(path, out var bytes))
            found = bytes;
        return ValueTask.FromResult(found);
    }
}
