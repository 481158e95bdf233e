namespace Hermetic.Assistant;

internal static partial class English
{
    // The business's own documents
    private static Dictionary<string, string> Knowledge => new(StringComparer.Ordinal)
    {
        ["knowledge"] = "{words}\nSource: {title}, {heading}, {day} {month} {year}",
        ["knowledge.untitled"] = "{words}\nSource: {title}, {day} {month} {year}",
    };
}
