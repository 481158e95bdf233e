using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>What only a doctor or a pharmacist may answer.</summary>
internal enum MedicalQuestion
{
    None,

    /// <summary>
    /// What or how much to take: nothing that the business has written is an answer to that.
    /// </summary>
    Dose,

    /// <summary>What somebody in their state may do: at most the business's own words answer it.</summary>
    Safety,
}

/// <summary>The words of medicine in a language, from <c>Tables/{language}.medicine.tsv</c>.</summary>
internal sealed class Medicine
{
    private readonly Dictionary<Role, List<Phrase>> _phrases =
        Enum.GetValues<Role>().ToDictionary(role => role, _ => new List<Phrase>());

    private Medicine(string language) => Table.Read($"{language}.medicine.tsv", 2, (line, columns) =>
    {
        var role = Enum.Parse<Role>(Table.Name(line[columns[0]]), ignoreCase: true);
        Table.ForEachPhrase(line[columns[1]], phrase => _phrases[role].Add(new(phrase)));
    });

    private static Medicine English { get; } = new("en");

    /// <summary>The words of a language; those of English where it has none of its own.</summary>
    internal static Medicine For(string language) => language switch
    {
        _ => English,
    };

    /// <param name="folded">As <see cref="FoldedText"/> makes it.</param>
    internal MedicalQuestion Find(ReadOnlySpan<byte> folded) =>
        Has(Role.Advice, folded) || (Has(Role.Drug, folded) && Has(Role.Dose, folded)) ? MedicalQuestion.Dose
        : Has(Role.Condition, folded) && Has(Role.Safe, folded) ? MedicalQuestion.Safety
        : MedicalQuestion.None;

    private bool Has(Role role, ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in _phrases[role])
        {
            if (phrase.IsIn(folded))
                return true;
        }
        return false;
    }

    private enum Role
    {
        Drug,
        Dose,
        Advice,
        Condition,
        Safe,
    }
}
