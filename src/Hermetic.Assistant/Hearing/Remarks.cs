using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>What a person says that is no task: it is answered as a courteous person would.</summary>
internal enum Remark
{
    None,

    /// <summary>Somebody may harm themselves: the one message that no dialogue may swallow.</summary>
    Distress,

    /// <summary>Somebody is in danger, or seriously unwell, now.</summary>
    Danger,

    /// <summary>They ask about other people's appointments or data.</summary>
    OtherPeople,

    /// <summary>They do not want a machine to read what they write.</summary>
    Objection,

    /// <summary>They ask how what they write is protected, where it is and who gets it.</summary>
    DataSafety,
    Complaint,
    Insult,
    Capabilities,
    HowAreYou,
    Praise,
    Farewell,
    Apology,

    /// <summary>"Ty x", "cheers x": thanks as they are written in a chat.</summary>
    Thanks,

    /// <summary>Something that only a person can see to: a lost earring, a word to the stylist.</summary>
    Errand,

    /// <summary>"Is anyone there?"</summary>
    Hello,

    /// <summary>"Ok", with nothing left to decide.</summary>
    Acknowledged,
}

/// <summary>
/// The remarks of a language, from <c>Tables/{language}.remarks.tsv</c>; the first that fits counts.
/// </summary>
internal sealed class Remarks
{
    private readonly List<(Remark Remark, bool Whole, Phrase Phrase)> _entries = [];
    private readonly List<Phrase> _harmless = [];

    private Remarks(string language) => Table.Read($"{language}.remarks.tsv", 3, (line, columns) =>
    {
        if (line[columns[0]].SequenceEqual("Harmless"u8))
        {
            Table.ForEachPhrase(line[columns[2]], phrase => _harmless.Add(new(phrase)));
            return;
        }
        var remark = Enum.Parse<Remark>(Table.Name(line[columns[0]]));
        var whole = line[columns[1]].SequenceEqual("whole"u8);
        Table.ForEachPhrase(line[columns[2]], phrase => _entries.Add((remark, whole, new(phrase))));
    });

    private static Remarks English { get; } = new("en");

    /// <summary>The remarks of a language; those of English where it has none of its own.</summary>
    internal static Remarks For(string language) => language switch
    {
        _ => English,
    };

    /// <param name="folded">As <see cref="FoldedText"/> makes it.</param>
    internal Remark Find(ReadOnlySpan<byte> folded)
    {
        Span<byte> rest = stackalloc byte[FoldedText.Limit + 8];
        rest = rest[..folded.Length];
        folded.CopyTo(rest);
        foreach (var phrase in _harmless)
            phrase.TakeFrom(rest);
        var remark = FirstIn(rest);
        // The copy is content as well.
        rest.Clear();
        return remark;
    }

    private Remark FirstIn(ReadOnlySpan<byte> folded)
    {
        foreach (var (remark, whole, phrase) in _entries)
        {
            if (whole ? phrase.IsAll(folded) : phrase.IsIn(folded))
                return remark;
        }
        return Remark.None;
    }
}
