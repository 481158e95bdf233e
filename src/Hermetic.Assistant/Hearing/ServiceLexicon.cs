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

    /// <summary>All services that occur, at most three, none of them inside the name of another one.</summary>
    internal Options<string> FindAll(ReadOnlySpan<byte> folded)
    {
        Span<byte> rest = stackalloc byte[FoldedText.Limit + 8];
        rest = rest[..folded.Length];
        folded.CopyTo(rest);
        List<string> found = [];
        foreach (var (phrase, serviceId) in _longestFirst)
        {
            if (phrase.TakeFrom(rest) && !found.Contains(serviceId, StringComparer.Ordinal))
                found.Add(serviceId);
        }
        // The copy is content as well.
        rest.Clear();
        return new(found.Take(3));
    }
}
