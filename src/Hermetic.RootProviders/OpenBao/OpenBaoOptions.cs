using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.OpenBao;

/// <summary>A key of the transit engine of OpenBao or Vault.</summary>
/// <param name="Address">Where the API is.</param>
/// <param name="Mount">The path of the transit engine.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Token">A token whose policy allows to read, encrypt and decrypt with the key.</param>
/// <param name="Namespace">The namespace, or empty.</param>
public sealed record OpenBaoOptions(ServiceAddress Address, string Mount, string Key, CredentialFile Token, string Namespace)
{
    /// <summary>Whether a mount, a key or a namespace may stand in a path as it is.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 128
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/')
        && !name.StartsWith('/') && !name.EndsWith('/')
        && name.Split('/').All(part => part.Length > 0 && part.Trim('.').Length > 0);
}
