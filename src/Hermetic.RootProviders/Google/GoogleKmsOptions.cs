using System.Text.RegularExpressions;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Google;

/// <summary>A symmetric key of Google Cloud KMS.</summary>
/// <param name="Address">The API.</param>
/// <param name="Key">The key's resource name, without a version.</param>
/// <param name="Login">Google's token endpoint is <c>/token</c> there.</param>
/// <param name="ServiceAccount">The service account's key, the JSON file that Google gives out.</param>
public sealed partial record GoogleKmsOptions(
    ServiceAddress Address, string Key, ServiceAddress Login, CredentialFile ServiceAccount)
{
    /// <summary>Whether it names a key.</summary>
    public static bool IsKey(string name) => Name().IsMatch(name);

    [GeneratedRegex(
        "^projects/[a-z0-9:.-]{1,64}/locations/[a-z0-9-]{1,64}/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
