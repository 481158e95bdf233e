using Amazon.Runtime;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Aws;

/// <summary>Credentials from their files, read anew for each request. The SDK takes strings only.</summary>
internal sealed class AwsFiles(AwsKmsOptions options) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => new(
        options.AccessKeyId, HeaderText.Of(options.SecretAccessKey),
        options.SessionToken is { } token ? HeaderText.Of(token) : null);
}
