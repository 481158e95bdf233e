using System.Runtime.CompilerServices;

namespace Hermetic.Assistant;

/// <summary>The words that name the services of a business.</summary>
internal sealed class ServiceLexicon
{
    private static readonly ConditionalWeakTable<Business, ServiceLexicon> Made = [];

    private readonly (Phrase Phrase, string ServiceId)[] _longestFirst;

    private ServiceLexicon(Business business) => _longestFirst =
    [
        .. business.Services
            .SelectMany(service =>
                service.Aliases.Prepend(service.Name).Select(name => (new Phrase(name), service.Id)))
            .OrderByDescending(entry => entry.Item1.Length),
    ];

    internal static ServiceLexicon Of(Business business) => Made.GetValue(business, made => new(made));

    /// <summary>The service with the longest name that occurs: "beard trim" is not a "trim".</summary>
    internal string? Find(ReadOnlySpan<byte> folded)
    {
        foreach (var (phrase, serviceId) in _longestFirst)
        {
            if (phrase.IsIn(folded))
                return serviceId;
        }
        return null;
    }

    /// <summary>Takes their names out; returns how long the rest is.</summary>
    internal int LeaveOut(Span<byte> folded)
    {
        foreach (var (phrase, _) in _longestFirst)
            phrase.TakeFrom(folded);
        var length = 0;
        foreach (var one in folded)
        {
            if (one != (byte)'-' && (one != (byte)' ' || length == 0 || folded[length - 1] != (byte)' '))
                folded[length++] = one;
        }
        return length;
    }

    /// <summary>Whether one of these stands in the name of a service: "dog grooming".</summary>
    internal bool NamesOne(Phrase[] words) =>
        Array.Exists(_longestFirst, entry => Array.Exists(words, word => entry.Phrase.Names(word)));

    /// <summary>Whether the text begins with several of a service: "haircuts on friday".</summary>
    internal bool BeginsPlural(ReadOnlySpan<byte> folded)
    {
        foreach (var (phrase, _) in _longestFirst)
        {
            if (phrase.BeginsPlural(folded))
                return true;
        }
        return false;
    }

    /// <summary>
    /// All services that occur, at most three, as they stand in the text, none inside the name of another one.
    /// </summary>
    internal Options<string> FindAll(ReadOnlySpan<byte> folded)
    {
        Span<byte> rest = stackalloc byte[FoldedText.Limit + 8];
        rest = rest[..folded.Length];
        folded.CopyTo(rest);
        List<(int At, string ServiceId)> found = [];
        foreach (var (phrase, serviceId) in _longestFirst)
        {
            if (phrase.TakeFrom(rest) is >= 0 and var at)
                found.Add((at, serviceId));
        }
        // The copy is content as well.
        rest.Clear();
        return new(found.Order().Select(one => one.ServiceId).Distinct(StringComparer.Ordinal).Take(3));
    }
}
