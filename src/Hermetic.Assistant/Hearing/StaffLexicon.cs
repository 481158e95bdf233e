using System.Runtime.CompilerServices;
using System.Text;

namespace Hermetic.Assistant;

/// <summary>Whom a message asks for.</summary>
/// <param name="StaffId">Null for "anyone".</param>
internal sealed record StaffWish(string? StaffId)
{
    internal static StaffWish Anyone { get; } = new((string?)null);

    /// <summary>"I want to see Dr Weber": the name alone is a wish.</summary>
    internal bool ToSee { get; init; }
}

/// <summary>The names of the people of a business.</summary>
internal sealed class StaffLexicon
{
    private static readonly ConditionalWeakTable<Business, StaffLexicon> Made = [];

    /// <summary>Names that are words as well: they count only where a name is to be expected.</summary>
    private static readonly Phrase[] EverydayWords =
    [
        .. new[]
        {
            "will", "may", "april", "june", "august", "mark", "bill", "grace", "hope", "joy", "faith", "rose",
            "summer", "art", "drew", "rob", "pat", "sue", "chase", "grant", "dawn", "sunday", "sunny", "ray",
            "jan", "mar", "thu", "nick", "max", "an", "so", "do", "my", "no",
        }.Select(word => new Phrase(word)),
    ];

    private readonly (Phrase Phrase, bool Everyday, string StaffId)[] _longestFirst;

    private StaffLexicon(Business business)
    {
        var names = business.Staff
            .SelectMany(member => member.Aliases.Prepend(member.Name).Select(name => (Name: name, member.Id))).ToList();
        EverydayNames =
        [
            .. names.Where(named => IsEverydayWord(named.Name))
                .Select(named => Encoding.ASCII.GetBytes(named.Name.ToLowerInvariant())),
        ];
        _longestFirst =
        [
            .. names.Select(named => (Phrase: new Phrase(named.Name), named.Id))
                .Select(named => (named.Phrase, IsEveryday(named.Phrase), named.Id))
                .OrderByDescending(entry => entry.Phrase.Length),
        ];
    }

    /// <summary>Those of the names that are words as well, in small letters.</summary>
    internal IReadOnlyList<byte[]> EverydayNames { get; }

    internal static StaffLexicon Of(Business business) => Made.GetValue(business, made => new(made));

    /// <summary>Whether a name is a word as well, such as "April".</summary>
    internal static bool IsEverydayWord(string name) => IsEveryday(new Phrase(name));

    private static bool IsEveryday(Phrase name) => EverydayWords.Any(word => word.IsSame(name));

    /// <summary>The member whose name occurs; of several the one with the longest.</summary>
    internal StaffWish? Find(ReadOnlySpan<byte> folded)
    {
        List<string> unwanted = [];
        foreach (var (phrase, everyday, staffId) in _longestFirst)
        {
            // "Not with Dr Osei" is not "Osei" either.
            if (IsUnwanted(phrase, folded))
                unwanted.Add(staffId);
            if (unwanted.Contains(staffId, StringComparer.Ordinal))
                continue;
            if (everyday ? phrase.IsAll(folded) || FollowsWith(phrase, folded) : IsNamed(phrase, folded))
                return new(staffId) { ToSee = phrase.After(folded, "see"u8) };
        }
        return null;
    }

    /// <summary>"Not with Lena": somebody is named, and shall not be the one.</summary>
    internal bool RefusesOne(ReadOnlySpan<byte> folded)
    {
        foreach (var (phrase, _, _) in _longestFirst)
        {
            if (IsUnwanted(phrase, folded))
                return true;
        }
        return false;
    }

    private static bool IsUnwanted(Phrase name, ReadOnlySpan<byte> folded) =>
        name.After(folded, "happy with"u8) || name.After(folded, "not with"u8) || name.After(folded, "not"u8)
        || name.After(folded, "instead of"u8) || name.After(folded, "rather than"u8) || name.After(folded, "dont want"u8)
        || name.After(folded, "dont like"u8) || name.After(folded, "anyone but"u8) || name.After(folded, "without"u8);

    private static bool FollowsWith(Phrase name, ReadOnlySpan<byte> folded) =>
        name.After(folded, "with"u8) || name.After(folded, "by"u8) || name.After(folded, "see"u8);

    /// <summary>"This is Mira": somebody says who they are, not whom they want.</summary>
    private static bool IsNamed(Phrase name, ReadOnlySpan<byte> folded) => name.IsIn(folded)
        && !name.After(folded, "this is"u8) && !name.After(folded, "i am"u8) && !name.After(folded, "im"u8)
        && !name.After(folded, "name is"u8) && !name.After(folded, "names"u8) && !name.After(folded, "its"u8);
}
