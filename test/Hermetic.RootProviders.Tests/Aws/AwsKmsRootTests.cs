using System.Text;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Aws;
using Hermetic.RootProviders.Http;
using Hermetic.RootProviders.Tests.StandIns;

namespace Hermetic.RootProviders.Tests.Aws;

/// <summary>Amazon's SDK against a stand-in: AWS itself cannot be reached from a test.</summary>
public sealed class AwsKmsRootTests : KeyServiceContract
{
    private readonly KmsStandIn _kms = new();

    protected override IReadOnlyList<string> Credentials => [KmsStandIn.SecretAccessKey];

    // All operations have one path.
    protected override string EncryptPath => "/";

    protected override string DecryptPath => "/";

    private protected override StandIn Service => _kms.Service;

    private protected override IRootSource Source => new AwsKmsRoot(Options());

    private protected override IRootSource AnotherSource => new AwsKmsRoot(Options() with { Key = KmsStandIn.Another });

    [Fact]
    public async Task The_context_is_the_encryption_context_that_cloudtrail_shows()
    {
        await Root.WrapAsync(new byte[32], "erasable-root", 7, default);
        var body = Encoding.UTF8.GetString(_kms.Service.Requests.Last().Body);
        Assert.Contains($"\"hermetic:deployment\":\"{Deployment}\"", body, StringComparison.Ordinal);
        Assert.Contains("\"hermetic:purpose\":\"erasable-root\"", body, StringComparison.Ordinal);
        Assert.Contains("\"hermetic:version\":\"7\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccessDeniedException", RootFailure.Refused)]
    [InlineData("InvalidSignatureException", RootFailure.Refused)]
    [InlineData("ExpiredTokenException", RootFailure.Refused)]
    [InlineData("ThrottlingException", RootFailure.Unavailable)]
    [InlineData("NotFoundException", RootFailure.Missing)]
    [InlineData("DisabledException", RootFailure.Missing)]
    [InlineData("KMSInvalidStateException", RootFailure.Missing)]
    [InlineData("IncorrectKeyException", RootFailure.Mismatch)]
    public async Task What_kms_says_with_a_name_and_the_status_400_is_told_apart(string error, RootFailure failure)
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        _kms.Error = error;
        await FailsHereAsync(failure, () => UnwrapAsync(Root, wrapped, "system", 1));
    }

    [Fact]
    public async Task An_answer_by_another_key_is_not_believed()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        _kms.ClaimedKey = KmsStandIn.Another;
        await FailsHereAsync(RootFailure.Nonsense, () => UnwrapAsync(Root, wrapped, "system", 1));
        await FailsHereAsync(RootFailure.Nonsense, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
    }

    [Theory]
    [InlineData("PendingDeletion", "SYMMETRIC_DEFAULT", "cancel its deletion at once")]
    [InlineData("Disabled", "SYMMETRIC_DEFAULT", "Enable it")]
    [InlineData("Enabled", "RSA_2048", "symmetric key")]
    [InlineData("Enabled", "HMAC_256", "symmetric key")]
    public async Task A_key_that_is_worth_nothing_is_refused_at_the_start(string state, string spec, string why)
    {
        (_kms.State, _kms.Spec) = (state, spec);
        var refused = await FailsHereAsync(RootFailure.Missing, OpenAsync);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_a_renewed_one_taken_at_once()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        Write("secret", "a wrong one".Replace(' ', '-'));
        await FailsHereAsync(RootFailure.Refused, () => UnwrapAsync(Root, wrapped, "system", 1));
        File.Delete(Path.Combine(Folder, "secret"));
        await FailsHereAsync(RootFailure.Missing, () => UnwrapAsync(Root, wrapped, "system", 1));
        Write("secret", KmsStandIn.SecretAccessKey);
        await UnwrapAsync(Root, wrapped, "system", 1);
    }

    [Fact]
    public async Task Temporary_credentials_go_along_with_their_token()
    {
        _kms.SessionToken = "a-session-token";
        await FailsHereAsync(RootFailure.Refused, OpenAsync);
        var token = new CredentialFile(Write("session", "a-session-token"), "Keys:Aws:SessionToken_File");
        await CreateAsync(new AwsKmsRoot(Options() with { SessionToken = token }));
    }

    [Theory]
    [InlineData(KmsStandIn.Key, true)]
    [InlineData("arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1234abcd", true)]
    [InlineData("alias/hermetic", false)]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", false)]
    [InlineData("arn:aws:kms:eu-central-1:111122223333:alias/hermetic", false)]
    [InlineData("arn:aws:kms::111122223333:key/1", false)]
    [InlineData("arn:aws:s3:eu-central-1:111122223333:key/1", false)]
    public void Only_an_arn_names_one_key_for_ever(string arn, bool good) => Assert.Equal(good, AwsKmsOptions.IsKey(arn));

    private AwsKmsOptions Options()
    {
        if (!File.Exists(Path.Combine(Folder, "secret")))
            Write("secret", KmsStandIn.SecretAccessKey);
        return new(
            new ServiceAddress("AWS KMS", Service.Url) { Clock = Clock }, KmsStandIn.Region, KmsStandIn.Key,
            KmsStandIn.AccessKeyId,
            new CredentialFile(Path.Combine(Folder, "secret"), "Keys:Aws:SecretAccessKey_File"), SessionToken: null);
    }

    private string Write(string name, string credential)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, credential);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
