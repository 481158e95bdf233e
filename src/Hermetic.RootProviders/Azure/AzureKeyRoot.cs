namespace Hermetic.RootProviders.Azure;

/// <summary>A root provider whose key is in Azure Key Vault (plain REST).</summary>
/// <param name="options">Which key, where, and as whom.</param>
public sealed class AzureKeyRoot(AzureKeyOptions options) : KeyServiceRoot("azure-key-vault", arena => new AzureKey(options, arena));
