using System.Text;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Google;
using Hermetic.RootProviders.Http;
using Hermetic.RootProviders.Tests.StandIns;

namespace Hermetic.RootProviders.Tests.Google;

/// <summary>Against a stand-in: Google itself cannot be reached from a test.</summary>
public sealed class GoogleKmsRootTests : KeyServiceContract
{
    private readonly GoogleStandIn _google;

    public GoogleKmsRootTests() => _google = new(Clock);

    protected override IReadOnlyList<string> Credentials => ["PRIVATE KEY", "access-token-"];

    protected override string EncryptPath => ":encrypt";

    protected override string DecryptPath => ":decrypt";

    private protected override StandIn Service => _google.Service;

    private protected override IRootSource Source => new GoogleKmsRoot(Options());

    private protected override IRootSource AnotherSource => new GoogleKmsRoot(Options() with { Key = GoogleStandIn.Another });

    [Fact]
    public async Task The_context_is_the_additional_authenticated_data()
    {
        await Root.WrapAsync(new byte[32], "erasable-root", 7, default);
        var expected = Convert.ToBase64String(Encoding.ASCII.GetBytes($"hermetic/root/v1/{Deployment}/erasable-root/7"));
        Assert.Contains(expected, Encoding.UTF8.GetString(_google.Service.Requests.Last().Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_way_did_to_an_answer_is_seen()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        _google.SpoilsAnswers = true;
        await FailsHereAsync(RootFailure.Nonsense, () => UnwrapAsync(Root, wrapped, "system", 1));
        await FailsHereAsync(RootFailure.Nonsense, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
    }

    [Fact]
    public async Task A_service_that_did_not_look_at_the_checksums_is_entrusted_with_nothing()
    {
        _google.IgnoresChecksums = true;
        await FailsHereAsync(RootFailure.Nonsense, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
    }

    [Fact]
    public async Task A_service_that_decrypts_to_something_else_is_not_believed()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        _google.Lie = new byte[65];
        await RefusesAsync(Root, wrapped, "system", 1);
    }

    [Theory]
    [InlineData("\"purpose\":\"ASYMMETRIC_SIGN\",\"primary\":{\"state\":\"ENABLED\"}", "symmetric")]
    [InlineData("\"purpose\":\"ENCRYPT_DECRYPT\",\"primary\":{\"state\":\"DESTROY_SCHEDULED\"}", "not enabled")]
    [InlineData("\"purpose\":\"ENCRYPT_DECRYPT\"", "not enabled")]
    public async Task A_key_that_is_worth_nothing_is_refused_at_the_start(string settings, string why)
    {
        _google.Settings = settings;
        var refused = await FailsHereAsync(RootFailure.Missing, OpenAsync);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_serves_until_a_minute_before_its_end_and_one_that_was_revoked_is_not_kept()
    {
        Clock.Advance(TimeSpan.FromMinutes(58));
        await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.Equal(1, _google.Login.Issued);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.Equal(2, _google.Login.Issued);
        _google.Login.Revoked = 2;
        await FailsHereAsync(RootFailure.Refused, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
        await Root.WrapAsync(new byte[32], "system", 1, default);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"client_email\":\"a@b\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\"}")]
    [InlineData("{\"client_email\":\"a@b\",\"private_key\":\"secret without armour\"}")]
    [InlineData("{\"client_email\":\"a@b\",\"private_key\":7}")]
    public async Task A_file_that_is_no_service_account_is_said_without_its_content(string file)
    {
        Write(file);
        var refused = await FailsHereAsync(RootFailure.Refused, OpenAsync);
        Assert.Contains("Keys:Google:ServiceAccount_File", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("armour", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_another_account_gets_no_token()
    {
        using var other = System.Security.Cryptography.RSA.Create(2048);
        Write(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["client_email"] = GoogleStandIn.Email, ["private_key"] = other.ExportPkcs8PrivateKeyPem(),
        }));
        await FailsHereAsync(RootFailure.Refused, OpenAsync);
    }

    [Theory]
    [InlineData(GoogleStandIn.Key, true)]
    [InlineData("projects/salon/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1", false)]
    [InlineData("projects/salon/locations/global/keyRings/../cryptoKeys/k", false)]
    [InlineData("projects/salon/locations/global/keyRings/r/cryptoKeys/k:encrypt", false)]
    [InlineData("", false)]
    public void A_name_is_that_of_a_key(string name, bool good) => Assert.Equal(good, GoogleKmsOptions.IsKey(name));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _google.Dispose();
    }

    private GoogleKmsOptions Options()
    {
        if (!File.Exists(AccountPath))
            Write(GoogleStandIn.ServiceAccount);
        return new(
            new ServiceAddress("Google Cloud KMS", Service.Url) { Clock = Clock }, GoogleStandIn.Key,
            new ServiceAddress("Google", _google.Login.Service.Url) { Clock = Clock },
            new CredentialFile(AccountPath, "Keys:Google:ServiceAccount_File"));
    }

    private string AccountPath => Path.Combine(Folder, "account.json");

    private void Write(string account)
    {
        File.WriteAllText(AccountPath, account);
        File.SetUnixFileMode(AccountPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
