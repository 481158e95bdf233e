using System.Text;

namespace Hermetic.Assistant;

/// <summary>A text that the business has written in advance, for its people to send: the assistant never uses it.</summary>
/// <param name="Title">By which people find it, at most 60 characters.</param>
/// <param name="Text">As it is put into the field, where whoever sends it can still change it.</param>
public sealed record CannedReply(string Title, string Text);

/// <summary>
/// Reads <c>replies.md</c>: each heading is a title, and what stands under it, up to the next, is the text as it is.
/// </summary>
internal static class RepliesFile
{
    internal const string Name = "replies.md";

    private const int MostReplies = 50;
    private const int LongestTitle = 60;

    /// <summary>What WhatsApp takes as one message.</summary>
    private const int LongestText = 4096;

    internal static IReadOnlyList<CannedReply> From(BusinessFile? file, ICollection<FactProblem> problems)
    {
        if (file is null)
            return [];
        var report = new FactReport(file.Name, problems);
        if (FactJson.Text(file, report) is not { } utf8)
            return [];
        var lines = string.Create(Encoding.UTF8.GetCharCount(utf8.Span), utf8.Span,
            static (text, bytes) => Encoding.UTF8.GetChars(bytes, text)).ReplaceLineEndings("\n").Split('\n');
        var replies = new List<CannedReply>();
        for (var at = 0; at < lines.Length;)
        {
            var next = Array.FindIndex(lines, at + 1, IsHeading) is >= 0 and var found ? found : lines.Length;
            if (IsHeading(lines[at]))
                replies.Add(Read(lines, at, next, report));
            else if (lines[at..next].Any(line => line.Trim().Length > 0))
                report.Add(at + 1, "a text needs a title before it, such as \"## Parking\"");
            at = next;
        }
        if (replies.Count > MostReplies)
            report.Add(0, $"there are {replies.Count} replies; {MostReplies} are offered at most");
        return replies;
    }

    private static CannedReply Read(string[] lines, int heading, int next, FactReport report)
    {
        var title = lines[heading].TrimStart('#').Trim();
        var text = string.Join('\n', lines[(heading + 1)..next]).Trim();
        if (title.Length > LongestTitle)
            report.Add(heading + 1, $"the title has {title.Length} characters; {LongestTitle} are shown at most");
        if (text.Length is 0 or > LongestText)
            report.Add(heading + 1, $"the text under a title has 1 to {LongestText} characters; this one has {text.Length}");
        return new(title, text);
    }

    private static bool IsHeading(string line) =>
        line.StartsWith('#') && line.TrimStart('#') is { Length: > 1 } rest && rest[0] == ' ';
}
