using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Aws;

/// <summary>What the SDK throws, in words. KMS answers 400 to nearly everything and tells it apart by a
/// name.</summary>
internal sealed class AwsSentences(AwsKmsOptions options, string description)
{
    /// <summary>Those that all services share.</summary>
    public ServiceSentences Common { get; } = new(
        description, options.SecretAccessKey.Setting, $"kms:DescribeKey, kms:Encrypt and kms:Decrypt on {options.Key}");

    /// <param name="failure">What the SDK threw.</param>
    /// <param name="late">Whether the time was up.</param>
    public RootProviderException For(Exception failure, bool late) => failure switch
    {
        _ when late => Unreachable($"did not answer within {options.Address.Patience.TotalSeconds:0} seconds"),
        InvalidCiphertextException or IncorrectKeyException => RootProviderException.Mismatch(description),
        NotFoundException => Common.For(404),
        DisabledException or KMSInvalidStateException or KeyUnavailableException => NotEnabled(),
        AmazonServiceException { ErrorCode: { } code } when IsRefusal(code) => Common.For(403),
        AmazonServiceException { ErrorCode: { } code } when IsThrottle(code) => Common.For(429),
        AmazonUnmarshallingException or System.Text.Json.JsonException => Common.Nonsense(),
        AmazonServiceException { StatusCode: >= System.Net.HttpStatusCode.Continue } answered => Common.For((int)answered.StatusCode),
        _ when Cause(failure) is { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => Common.Nonsense(),
        _ => Unreachable("cannot be reached, or broke off its answer"),
    };

    public RootProviderException NotEnabled() => new(
        RootFailure.Missing,
        $"{description} is disabled or about to be deleted. Enable it, or cancel its deletion at once: without it nothing "
        + "opens. Nothing was changed.");

    private RootProviderException Unreachable(string what) => new(
        RootFailure.Unreachable,
        $"{description} {what}. Nothing was changed; see the network and Keys:Aws:Endpoint, and try again.");

    private static HttpRequestException? Cause(Exception? failure)
    {
        while (failure is not (null or HttpRequestException))
            failure = failure.InnerException;
        return failure as HttpRequestException;
    }

    private static bool IsRefusal(string code) => code is "AccessDeniedException" or "UnrecognizedClientException"
        or "InvalidSignatureException" or "SignatureDoesNotMatch" or "IncompleteSignature" or "IncompleteSignatureException"
        or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or "ExpiredTokenException"
        or "InvalidClientTokenId" or "NotAuthorized" or "OptInRequired";

    private static bool IsThrottle(string code) =>
        code is "ThrottlingException" or "Throttling" or "LimitExceededException" or "RequestLimitExceeded";
}
