using System.Diagnostics;
using System.Text;

namespace Hermetic.Server.Demo;

/// <summary>A place where words lie in the clear.</summary>
/// <param name="Offset">Of the first byte, from the beginning of the file.</param>
internal sealed record Finding(string File, long Offset, string Spelling);

/// <param name="Skipped">Sockets, and what went away while it was searched.</param>
internal sealed record Search(
    int Files, long Bytes, double Milliseconds, int Spellings, IReadOnlyList<Finding> Found, IReadOnlyList<string> Skipped);

/// <summary>Somebody took the disk: database, journal, keys and log. Are the words on it?</summary>
/// <param name="folders">Searched with all that is in them.</param>
/// <param name="files">Searched too.</param>
internal sealed class Theft(IReadOnlyList<string> folders, IReadOnlyList<string> files)
{
    /// <summary>Shorter words could be there by chance.</summary>
    internal const int LeastBytes = 8;

    private const int Window = 1 << 20;

    /// <summary>The name of the file with which the search shows that it does find words.</summary>
    internal const string Decoy = "decoy.json";

    /// <summary>Looks for the words in every spelling, in every file.</summary>
    internal async Task<Search> SearchAsync(string words, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var traces = Spellings.Of(words);
        var (count, bytes) = (0, 0L);
        List<Finding> found = [];
        List<string> skipped = [];
        foreach (var file in Files())
        {
            try
            {
                bytes += await SearchAsync(file, traces, found, cancel);
                count++;
            }
            catch (IOException)
            {
                skipped.Add(Path.GetFileName(file));
            }
        }
        var spellings = traces.Select(trace => trace.Spelling).Distinct(StringComparer.Ordinal).Count();
        return new(count, bytes, Stopwatch.GetElapsedTime(begun).TotalMilliseconds, spellings, found, skipped);
    }

    /// <summary>The same search with the words planted in the open beside the database; the decoy is removed.</summary>
    internal async Task<Search> SearchWithDecoyAsync(string words, CancellationToken cancel)
    {
        var decoy = Path.Combine(folders[0], Decoy);
        try
        {
            await File.WriteAllBytesAsync(decoy, Encoding.UTF8.GetBytes($"{{\"note\":\"{words}\"}}\n"), cancel);
            return await SearchAsync(words, cancel);
        }
        finally
        {
            File.Delete(decoy);
        }
    }

    private IEnumerable<string> Files() =>
        folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(files.Where(File.Exists))
            .Order(StringComparer.Ordinal);

    /// <summary>Reads a window at a time; it overlaps the next by what the longest trace needs.</summary>
    /// <returns>How many bytes the file has.</returns>
    private static async Task<long> SearchAsync(
        string path, IReadOnlyList<Trace> traces, List<Finding> found, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var overlap = traces.Max(trace => trace.Bytes.Length) - 1;
        var window = new byte[Window + overlap];
        var (start, kept) = (0L, 0);
        while (true)
        {
            var read = await file.ReadAtLeastAsync(window.AsMemory(kept), window.Length - kept, throwOnEndOfStream: false, cancel);
            // What lies in the overlap is seen in both windows.
            found.AddRange(Match(window.AsSpan(0, kept + read), traces, path, start).Except(found));
            if (kept + read < window.Length)
                return start + kept + read;
            window.AsSpan(Window).CopyTo(window);
            (start, kept) = (start + Window, overlap);
        }
    }

    private static List<Finding> Match(ReadOnlySpan<byte> window, IReadOnlyList<Trace> traces, string path, long start)
    {
        List<Finding> found = [];
        foreach (var trace in traces)
        {
            if (window.IndexOf(trace.Bytes) is >= 0 and var at)
                found.Add(new(Path.GetFileName(path), start + at, trace.Spelling));
        }
        return found;
    }
}
