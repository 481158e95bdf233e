namespace Hermetic.RootProviders.OpenBao;

/// <summary>A root provider whose key is in the transit engine of OpenBao or HashiCorp Vault (plain
/// REST).</summary>
/// <param name="options">Which key, where, and as whom.</param>
public sealed class OpenBaoRoot(OpenBaoOptions options) : KeyServiceRoot("openbao", arena => new TransitKey(options, arena));
