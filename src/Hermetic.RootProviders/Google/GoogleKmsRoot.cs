namespace Hermetic.RootProviders.Google;

/// <summary>A root provider whose key is in Google Cloud KMS (plain REST).</summary>
/// <param name="options">Which key, where, and as whom.</param>
public sealed class GoogleKmsRoot(GoogleKmsOptions options) : KeyServiceRoot("google-kms", arena => new GoogleKey(options, arena));
