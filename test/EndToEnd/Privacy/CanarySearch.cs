using System.Buffers;
using System.Text;

namespace Hermetic.EndToEnd.Privacy;

/// <summary>Looks for texts, in every spelling, in every file below a folder.</summary>
internal sealed class CanarySearch
{
    // Bytes as Latin-1 characters: the platform's search for many strings at once works on characters.
    private readonly SearchValues<string> _any;
    private readonly Dictionary<string, string> _traces = new(StringComparer.Ordinal);

    public CanarySearch(IEnumerable<string> canaries)
    {
        foreach (var canary in canaries)
        {
            Assert.True(canary.Length >= 10, "Too short: it could be there by chance.");
            foreach (var spelling in Spelling.All)
            {
                foreach (var trace in spelling.Traces(canary))
                    _traces.TryAdd(Encoding.Latin1.GetString(trace), $"{canary} in {spelling.Name}");
            }
        }
        _any = SearchValues.Create([.. _traces.Keys], StringComparison.Ordinal);
    }

    /// <summary>A line for each file and trace found: what, how spelled, where.</summary>
    public IReadOnlyList<string> Search(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).SelectMany(file => SearchFile(folder, file))];

    private HashSet<string> SearchFile(string folder, string file)
    {
        var name = Path.GetRelativePath(folder, file);
        var content = name + '\n' + Encoding.Latin1.GetString(File.ReadAllBytes(file));
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; content.AsSpan(at).IndexOfAny(_any) is >= 0 and var next; at += next + 1)
        {
            var hit = content[(at + next)..];
            foreach (var (trace, what) in _traces.Where(trace => hit.StartsWith(trace.Key, StringComparison.Ordinal)))
                found.Add($"{what}: {name}");
            if (found.Count > 20)
                break;
        }
        return found;
    }
}
