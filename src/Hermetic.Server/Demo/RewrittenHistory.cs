using System.Security.Cryptography;
using System.Text;
using Hermetic.Ledger;

namespace Hermetic.Server.Demo;

/// <param name="Size">Entries in the exported log.</param>
/// <param name="Good">Whether the export verified before anything was changed.</param>
/// <param name="Changed">The entry in which one byte was changed.</param>
/// <param name="File">Where it lies in the export; <paramref name="Offset"/> counts from its beginning.</param>
/// <param name="Was">The entry as it was recorded…</param>
/// <param name="Became">…and as the forger left it.</param>
/// <param name="Failed">The entry at which verification failed; null when it did not.</param>
/// <param name="Sentence">What <c>ledger verify</c> says about it.</param>
internal sealed record HistoryReport(
    long Size, bool Good, long Changed, string File, long Offset, string Was, string Became, long? Failed, string? Sentence);

/// <summary>
/// Exports the ledger, verifies it, changes one byte of the past and verifies again, with the verifier of
/// <c>ledger verify</c>. Only the export is touched, and it is deleted.
/// </summary>
internal sealed class RewrittenHistory(DemoSite site)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    private string Folder => site.Service.Data + "-tour";

    internal async Task<HistoryReport> RunAsync(CancellationToken cancel)
    {
        try
        {
            await ExportAsync(cancel);
            var folder = new TileFolder(Folder);
            var key = await folder.ReadVerifierKeyAsync(cancel) ?? "";
            var good = await LogVerifier.VerifyAsync(folder, key, progress: null, cancel);
            var change = await ChangeAsync(good.Size, cancel);
            var bad = await LogVerifier.VerifyAsync(folder, key, progress: null, cancel);
            return change with { Good = good.Ok, Failed = bad.Failure?.Entry, Sentence = bad.Failure?.Sentence };
        }
        finally
        {
            if (Directory.Exists(Folder))
                Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>The first entries are signed a moment after they happened.</summary>
    private async Task ExportAsync(CancellationToken cancel)
    {
        for (var tries = 0; await site.Staff.ExportAsync(Folder, cancel) == 0; tries++)
        {
            if (tries == 10)
                throw new TourException("TOUR-3", "Nothing has been recorded yet. Write a message, then take the step again.");
            await Task.Delay(_pause, TimeProvider.System, cancel);
        }
    }

    /// <summary>Moves some entry to another hour: the last digit of its time, one bit.</summary>
    private async Task<HistoryReport> ChangeAsync(long size, CancellationToken cancel)
    {
        var index = (long)RandomNumberGenerator.GetInt32((int)Math.Min(size, int.MaxValue));
        var tile = TilePath.InTree(0, index / TilePath.FullWidth, size)!.Value;
        var path = Path.Combine(Folder, tile.EntriesPath);
        var bundle = await File.ReadAllBytesAsync(path, cancel);
        if (!EntryBundle.TryDecode(bundle, tile.Width, out var entries))
            throw new InvalidDataException($"{tile.EntriesPath} is torn.");
        var entry = entries[(int)(index % TilePath.FullWidth)];
        var (was, digit) = (Shown(entry.Span), entry.Span.IndexOf("\"at\":\""u8) + "\"at\":\"2026-01-01T0".Length);
        var offset = Offset(entries, index) + digit;
        bundle[offset] ^= 1;
        await File.WriteAllBytesAsync(path, bundle, cancel);
        return new(
            size, Good: false, index, tile.EntriesPath, offset, was, Shown(entry.Span), Failed: null, Sentence: null);
    }

    /// <summary>Each entry has its length, two bytes, before it.</summary>
    private static int Offset(IReadOnlyList<ReadOnlyMemory<byte>> entries, long index) =>
        entries.Take((int)(index % TilePath.FullWidth) + 1).Sum(entry => sizeof(ushort) + entry.Length)
        - entries[(int)(index % TilePath.FullWidth)].Length;

    /// <summary>Action and time: what an entry says in the clear, without the sealed part.</summary>
    private static string Shown(ReadOnlySpan<byte> entry) =>
        LedgerEntry.TryParse(entry, out var read)
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{read.Action} at {read.At}")
            : "";
}
