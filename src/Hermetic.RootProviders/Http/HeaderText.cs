using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>The one place where a credential becomes a string: HttpClient and SDKs take strings
/// only.</summary>
internal static class HeaderText
{
#pragma warning disable RS0030 // not content: credentials of the operator, for the length of a request
    /// <summary>Printable ASCII; null when there is anything else, such as a second line.</summary>
    public static string? Of(ReadOnlySpan<byte> credential) =>
        credential.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7e) < 0 ? Encoding.ASCII.GetString(credential) : null;
#pragma warning restore RS0030

    /// <exception cref="RootProviderException">The file holds more than one word.</exception>
    public static string Of(CredentialFile file) =>
        file.Read().Use(0, static (utf8, _) => Of(utf8)) ?? throw new RootProviderException(
            RootFailure.Refused, $"{file.Setting} must hold one line without spaces, and nothing else.");
}
