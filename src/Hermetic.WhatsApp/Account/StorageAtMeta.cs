namespace Hermetic.WhatsApp;

/// <summary>Where Meta keeps the content of messages of a number (<c>storage_configuration</c>). Can be
/// changed
/// only while the number is not registered.</summary>
/// <param name="Place">The kind of storage.</param>
/// <param name="Region">ISO 3166-1 alpha-2 code of the country for <see cref="StoragePlace.InCountry"/>;
/// null otherwise or when Meta does not say.</param>
public sealed record StorageAtMeta(StoragePlace Place, string? Region = null)
{
    /// <summary>Meta keeps nothing at rest; content is there for an hour at most.</summary>
    public static StorageAtMeta Nothing { get; } = new(StoragePlace.Nowhere);

    /// <summary>At rest in one country only.</summary>
    /// <param name="region">Two letters, such as <c>DE</c>; Meta decides which ones it offers.</param>
    /// <exception cref="ArgumentException">Not two letters.</exception>
    public static StorageAtMeta InCountry(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        return region.Length == 2 && region.All(char.IsAsciiLetter)
            ? new(StoragePlace.InCountry, region.ToUpperInvariant())
            : throw new ArgumentException("A country is two letters, such as DE.", nameof(region));
    }

    internal static StorageAtMeta Read(JsonObject? storage) => storage.Name("status"u8) switch
    {
        "NO_STORAGE_ENABLED" => Nothing,
        "IN_COUNTRY_STORAGE_ENABLED" => new(StoragePlace.InCountry,
            storage.Name("data_localization_region"u8)),
        "DEFAULT" or "IN_COUNTRY_STORAGE_DISABLED" or "NO_STORAGE_DISABLED" => new(StoragePlace.Cloud),
        _ => new(StoragePlace.Unsaid),
    };
}

/// <summary>A kind of storage at Meta.</summary>
public enum StoragePlace
{
    /// <summary>Meta does not say.</summary>
    Unsaid = 0,

    /// <summary>The default: content stays in Meta's data centres for up to 30 days.</summary>
    Cloud,

    /// <summary>Local Storage: in use up to 60 minutes anywhere, at rest in one country.</summary>
    InCountry,

    /// <summary>No Storage: nothing at rest, at most one hour in transit.</summary>
    Nowhere,
}
