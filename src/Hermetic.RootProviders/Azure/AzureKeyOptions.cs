using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Azure;

/// <summary>An RSA key of Azure Key Vault.</summary>
/// <param name="Vault">The vault's address.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Login">Microsoft Entra ID's address.</param>
/// <param name="Tenant">The tenant of the application.</param>
/// <param name="Client">The application's id.</param>
/// <param name="ClientSecret">Its client secret.</param>
public sealed record AzureKeyOptions(
    ServiceAddress Vault, string Key, ServiceAddress Login, string Tenant, string Client, CredentialFile ClientSecret)
{
    /// <summary>What the token is for: the vault's own domain, such as
    /// <c>https://vault.azure.net</c>.</summary>
    public string Scope { get; init; } = "https://vault.azure.net/.default";

    /// <summary>Whether it is the name of a key: letters, digits and hyphens.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 127 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    /// <summary>Whether it is a tenant or an application: an id, or a tenant's domain.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= 127 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')
        && id.Trim('.').Length > 0;
}
