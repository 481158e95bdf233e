namespace Hermetic.RootProviders.Aws;

/// <summary>A root provider whose key is in AWS KMS, by Amazon's SDK.</summary>
/// <param name="options">Which key, where, and as whom.</param>
public sealed class AwsKmsRoot(AwsKmsOptions options) : KeyServiceRoot("aws-kms", arena => new AwsKey(options, arena));
