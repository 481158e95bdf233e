namespace Hermetic.Assistant;

/// <summary>Guesses which of the known words was meant.</summary>
internal static class Nearest
{
    /// <summary>
    /// The known word that differs least: in case only, in what stands before a slash (Berlin for
    /// Europe/Berlin), or by one letter in three. Null when none is near.
    /// </summary>
    internal static string? To(string word, IEnumerable<string> known)
    {
        var candidates = known.ToList();
        var place = "/" + word.Replace(' ', '_');
        return candidates.Find(one => one.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? candidates.Find(one => one.EndsWith(place, StringComparison.OrdinalIgnoreCase))
            ?? candidates
                .Select(one => (Word: one, Steps: Distance(word.ToLowerInvariant(), one.ToLowerInvariant())))
                .Where(one => one.Steps <= Math.Max(1, word.Length / 3))
                .OrderBy(one => one.Steps)
                .Select(one => one.Word)
                .FirstOrDefault();
    }

    // Levenshtein: letters added, left out or replaced.
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > Math.Max(1, one.Length / 3))
            return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.Length];
    }
}
