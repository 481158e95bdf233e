namespace Hermetic.Benchmarks;

/// <summary>A part of docs/performance.md that a benchmark writes, between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end of NAME --&gt;</c>.</summary>
internal static class PageSection
{
    /// <exception cref="InvalidOperationException">The page lacks one of the marks.</exception>
    public static async Task WriteAsync(string page, string name, string text)
    {
        var (begin, end) = ($"<!-- {name} -->", $"<!-- end of {name} -->");
        var whole = await File.ReadAllTextAsync(page);
        var (from, to) = (whole.IndexOf(begin, StringComparison.Ordinal), whole.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidOperationException($"The page lacks {begin} or {end}.");
        await File.WriteAllTextAsync(page, $"{whole[..(from + begin.Length)]}\n{text.TrimEnd()}\n{whole[to..]}");
    }
}
