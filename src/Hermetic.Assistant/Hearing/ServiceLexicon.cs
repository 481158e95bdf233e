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
}
