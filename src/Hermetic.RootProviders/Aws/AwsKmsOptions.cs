using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Aws;

/// <summary>A symmetric key of AWS KMS.</summary>
/// <param name="Address">The regional endpoint.</param>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="Key">The key's ARN.</param>
/// <param name="AccessKeyId">Whose secret access key it is.</param>
/// <param name="SecretAccessKey">The secret access key.</param>
/// <param name="SessionToken">With temporary credentials, their session token.</param>
public sealed record AwsKmsOptions(
    ServiceAddress Address, string Region, string Key, string AccessKeyId, CredentialFile SecretAccessKey,
    CredentialFile? SessionToken)
{
    /// <summary>Whether it is a key's ARN: an alias or a bare id could come to mean another key.</summary>
    public static bool IsKey(string arn) =>
        arn.Length <= 256 && arn.Split(':') is ["arn", _, "kms", var region, { Length: 12 } account, var key]
        && region.Length > 0 && account.All(char.IsAsciiDigit) && key.StartsWith("key/", StringComparison.Ordinal)
        && key.Length > 4 && key[4..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    /// <summary>The region in a key's ARN.</summary>
    public static string RegionOf(string arn) => IsKey(arn) ? arn.Split(':')[3] : "";
}
