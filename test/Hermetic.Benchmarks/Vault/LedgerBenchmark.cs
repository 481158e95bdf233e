using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hermetic.Benchmarks.Rounds;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Storage;

namespace Hermetic.Benchmarks.Vault;

/// <summary>
/// A ledger that grows to many entries in SQLite as the service writes it: entries in commits of 256, numbered and signed in
/// batches of 4,096. At each power of ten: what the next entries cost, a proof, a search, and what lies on the disk.
/// </summary>
internal sealed class LedgerBenchmark(string folder, Action<string> say) : IDisposable
{
    private const int Commit = 256;
    private const int Batch = 4096;
    private const int Proofs = 200;

    private readonly NoteSigner _signer = new("hermetic/benchmark", new byte[32]);
    private readonly Random _random = new(1);
    private Database? _database;
    private SequencerLease? _lease;

    private Database Database => _database!;

    private LedgerLog Log => new(Database);

    public async Task<string> RunAsync(long most)
    {
        _database = await Database.OpenAsync(folder, TimeProvider.System);
        // A deployment whose root page nobody opens: the ledger needs no key of the tree.
        var emptyRoot = new byte[MerkleHash.Length];
        Rfc6962.EmptyRoot.CopyTo(emptyRoot);
        await _database.CommitAsync(transaction => Deployment.Create(
            transaction, DeploymentIds.New(), keyEpoch: 1, new KeyPage(PageAddress.Root, 1, new byte[90]), emptyRoot));
        _lease = await Database.CommitAsync(LedgerLog.Claim);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Describe()}.").AppendLine();
        text.AppendLine("| entries | appended/s since the last line | proof, ms | search for a rare action, ms | for an hour, ms | bundles opened | on the disk, bytes/entry |");
        text.AppendLine("|--:|--:|--:|--:|--:|--:|--:|");
        var size = 0L;
        for (var next = 10_000L; next <= most; next *= 10)
        {
            var begun = Stopwatch.GetTimestamp();
            var before = size;
            while (size < next)
                size = await GrowAsync(Math.Min(Batch, next - size));
            var rate = (size - before) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            text.AppendLine(await LineAsync(size, rate));
            say($"{size:n0} entries, {rate:n0}/s");
        }
        var verified = Stopwatch.GetTimestamp();
        await VerifyAsync();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"Exported and every entry, tile and hash verified offline: {Stopwatch.GetElapsedTime(verified).TotalSeconds:n0} s for {size:n0} entries.");
        return text.ToString();
    }

    /// <summary>One person erased in about ten thousand entries; everything else is what a busy day consists of.</summary>
    private async Task<long> GrowAsync(long count)
    {
        for (var left = count; left > 0; left -= Commit)
        {
            var part = (int)Math.Min(Commit, left);
            await Database.CommitAsync(transaction =>
            {
                for (var i = 0; i < part; i++)
                    LedgerEntries.Append(transaction, Record());
            });
        }
        var head = Database.Read(LedgerLog.Head);
        var batch = Database.Read(session => LedgerEntries.Unnumbered(session, Batch));
        var appended = await new MerkleLog(Log).AppendAsync(head.Size, [.. batch.Select(entry => entry.Body)], CancellationToken.None);
        await Database.CommitAsync(transaction => LedgerLog.Integrate(transaction, _lease!, head.Size, batch, appended));
        var note = _signer.SignCheckpoint(new Checkpoint(_signer.Name, appended.Size, appended.Root));
        await Database.CommitAsync(transaction => LedgerLog.Publish(transaction, _lease!, appended.Size, note));
        await SummariseAsync(appended.Size);
        return appended.Size;
    }

    private AccessRecord Record()
    {
        var subject = SubjectId.From(Guid.NewGuid());
        return _random.Next(10_000) == 0
            ? new("subject.erase", "service:privacy", Target.Of(subject), Allowed: true)
            : new(_random.Next(2) == 0 ? "message.accept" : "conversation.turn", "service:conversations", Target.Of(MessageId.From(Guid.NewGuid()), subject), Allowed: true);
    }

    private async Task SummariseAsync(long size)
    {
        var made = new List<(long, BundleSummary)>();
        for (var index = Database.Read(LedgerLog.Summarised); index < size / TilePath.FullWidth; index++)
        {
            var bundle = await Log.ReadEntriesAsync(index, TilePath.FullWidth, CancellationToken.None);
            if (bundle is { } bytes && EntryBundle.TryDecode(bytes, TilePath.FullWidth, out var entries))
                made.Add((index, BundleSummary.Of(entries)));
        }
        await Database.CommitAsync(transaction => made.ForEach(one => LedgerLog.Summarise(transaction, one.Item1, one.Item2)));
    }

    private async Task<string> LineAsync(long size, double rate)
    {
        var proof = await MillisecondsAsync(async () =>
        {
            for (var i = 0; i < Proofs; i++)
                await new MerkleLog(Log).InclusionProofAsync(_random.NextInt64(size), size, CancellationToken.None);
        }) / Proofs;
        var counting = new CountingTiles(Log);
        var rare = await MillisecondsAsync(() => SearchAsync(counting, new() { Action = "subject.erase" }, size));
        var opened = counting.Opened;
        var now = LedgerHour.Of(DateTimeOffset.UtcNow.AddHours(-9));
        var hour = await MillisecondsAsync(() => SearchAsync(counting, new() { To = now }, size));
        var bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {size:n0} | {rate:n0} | {proof:n2} | {rare:n0} | {hour:n0} | {opened:n0} of {(size / 256) + 1:n0} | {bytes / size:n0} |");
    }

    private async Task SearchAsync(CountingTiles tiles, EntryFilter filter, long size)
    {
        await foreach (var _ in new EntrySearch(tiles, Log).FindAsync(filter, size, long.MaxValue, CancellationToken.None))
        {
        }
    }

    private async Task VerifyAsync()
    {
        var head = Database.Read(LedgerLog.Head);
        var export = new TileFolder(Path.Combine(folder, "export"));
        await export.WriteAsync(Log, head.Checkpoint!.Value, NoteVerifier.Parse(_signer.VerifierKey), progress: null, CancellationToken.None);
        var report = await LogVerifier.VerifyAsync(export, _signer.VerifierKey, new Progress<long>(), CancellationToken.None);
        if (!report.Ok)
            throw new InvalidOperationException(report.Failure!.Sentence);
    }

    private static async Task<double> MillisecondsAsync(Func<Task> what)
    {
        var begun = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    public void Dispose()
    {
        _signer.Dispose();
        _database?.Dispose();
    }

    private sealed class CountingTiles(ITiles tiles) : ITiles
    {
        public int Opened { get; private set; }

        public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel) => tiles.ReadAsync(path, cancel);

        public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel)
        {
            Opened++;
            return tiles.ReadEntriesAsync(index, width, cancel);
        }
    }
}
