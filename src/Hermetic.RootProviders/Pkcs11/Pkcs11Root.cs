namespace Hermetic.RootProviders.Pkcs11;

/// <summary>
/// A root provider whose keys are in a PKCS#11 token (OASIS PKCS #11 v2.40): an AES-256 key of its own for
/// each purpose and version, made in the token, which it never leaves.
/// </summary>
/// <param name="options">Which token.</param>
public sealed class Pkcs11Root(Pkcs11Options options)
    : KeyServiceRoot("pkcs11", arena => TokenKeys.Of(new Token(options), arena));
