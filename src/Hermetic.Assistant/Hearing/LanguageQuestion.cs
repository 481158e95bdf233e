using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>"Do you speak German?", in English or in one of the languages that are recognised.</summary>
/// <param name="AnswerIn">In which it can be said that only English is spoken; null for none of them.</param>
/// <param name="IsEnglish">English was asked for, in English.</param>
/// <param name="InEnglish">It was asked in English, so that the business's own words may answer it.</param>
internal sealed record LanguageQuestion(ForeignLanguage? AnswerIn, bool IsEnglish, bool InEnglish)
{
    /// <summary>A longer message is about more than the language.</summary>
    private const int MostWords = 12;

    private static readonly List<(string Language, string Role, Phrase Phrase)> Entries = Read();

    /// <summary>Null when the message asks for no language.</summary>
    internal static LanguageQuestion? Find(ReadOnlySpan<byte> folded, int words)
    {
        if (words > MostWords)
            return null;
        if (First("whole", folded, whole: true) is not null)
            return new(AnswerIn: null, IsEnglish: false, InEnglish: true);
        if (First("name", folded) is not { } named)
            return null;
        var lacks = First("lacks", folded);
        if ((lacks ?? First("asks", folded)) is not { } asked)
            return null;
        return new(
            Foreign(named) ?? Foreign(asked), named == "English" && asked == "English" && lacks is null,
            asked == "English");
    }

    private static string? First(string role, ReadOnlySpan<byte> folded, bool whole = false)
    {
        foreach (var (language, entryRole, phrase) in Entries)
        {
            if (entryRole == role && (whole ? phrase.IsAll(folded) : phrase.IsIn(folded)))
                return language;
        }
        return null;
    }

    private static ForeignLanguage? Foreign(string language) =>
        Enum.TryParse<ForeignLanguage>(language, out var foreign) ? foreign : null;

    private static List<(string, string, Phrase)> Read()
    {
        List<(string, string, Phrase)> entries = [];
        Table.Read("languages.tsv", 3, (line, columns) =>
        {
            var (language, role) = (Table.Name(line[columns[0]]), Table.Name(line[columns[1]]));
            Table.ForEachPhrase(line[columns[2]], phrase => entries.Add((language, role, new(phrase))));
        });
        return entries;
    }
}
