namespace Hermetic.RootProviders.Pkcs11;

/// <summary>A PKCS#11 token.</summary>
/// <param name="Module">The path of its vendor's library.</param>
/// <param name="Token">The token's label.</param>
/// <param name="Pin">The user PIN.</param>
public sealed record Pkcs11Options(string Module, string Token, CredentialFile Pin);
