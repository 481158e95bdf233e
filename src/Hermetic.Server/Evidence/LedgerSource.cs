using System.Net;
using Hermetic.Ledger;

namespace Hermetic.Server.Evidence;

/// <summary>A log as somebody has it: a checkpoint, and its tiles where they are at hand.</summary>
/// <param name="Note">The signed checkpoint, unverified.</param>
/// <param name="Tiles">Null for a lone checkpoint.</param>
/// <param name="VerifierKey">The key that lies beside it; null when none does.</param>
internal sealed record LedgerSource(ReadOnlyMemory<byte> Note, ITiles? Tiles, string? VerifierKey)
{
    private const int LargestNote = 1_000_000;

    /// <summary>Opens a checkpoint file, the folder of an export, or the address of a log.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="HttpRequestException">It is not answered, or not with a checkpoint.</exception>
    internal static async Task<LedgerSource> OpenAsync(string where, HttpClient http, CancellationToken cancel)
    {
        if (Uri.TryCreate(where.TrimEnd('/') + '/', UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return new(await http.GetByteArrayAsync(new Uri(url, "checkpoint"), cancel), new HttpTiles(http, url), null);
        if (Directory.Exists(where))
        {
            var folder = new TileFolder(where);
            return new(
                await folder.ReadCheckpointAsync(cancel) ?? throw new IOException($"{where} has no checkpoint."),
                folder, await folder.ReadVerifierKeyAsync(cancel));
        }
        return new FileInfo(where).Length <= LargestNote
            ? new(await File.ReadAllBytesAsync(where, cancel), Tiles: null, VerifierKey: null)
            : throw new IOException($"{where} is too large to be a checkpoint.");
    }
}

/// <summary>The hash tiles of a log that serves them (C2SP tlog-tiles); entries are not asked for.</summary>
internal sealed class HttpTiles(HttpClient http, Uri prefix) : ITiles
{
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(new Uri(prefix, path.ToString()), cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel);
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel) =>
        throw new NotSupportedException("Entries are not public.");
}
