using System.Text;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Azure;
using Hermetic.RootProviders.Http;
using Hermetic.RootProviders.Tests.StandIns;

namespace Hermetic.RootProviders.Tests.Azure;

/// <summary>Against a stand-in: Azure itself cannot be reached from a test.</summary>
public sealed class AzureKeyRootTests : KeyServiceContract
{
    private readonly KeyVaultStandIn _vault = new();

    protected override IReadOnlyList<string> Credentials => [KeyVaultStandIn.ClientSecret, "access-token-"];

    protected override string EncryptPath => "/wrapkey";

    protected override string DecryptPath => "/unwrapkey";

    // The version stands in what was wrapped: one that is not there was written by somebody.
    protected override RootFailure DecryptNotFound => RootFailure.Mismatch;

    private protected override StandIn Service => _vault.Service;

    private protected override IRootSource Source => new AzureKeyRoot(Options());

    private protected override IRootSource AnotherSource => new AzureKeyRoot(Options() with { Key = "another" });

    [Fact]
    public async Task What_an_older_version_wrapped_opens_after_the_key_was_rotated()
    {
        var old = await Root.WrapAsync(new byte[32], "system", 1, default);
        _vault.Latest = new('2', 32);
        var young = await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.Equal(new byte[32], await UnwrapAsync(Root, old, "system", 1));
        Assert.Equal(new byte[32], await UnwrapAsync(Root, young, "system", 1));
        await RefusesAsync(Root, (byte[])[.. young.Span[..32], .. old.Span[32..]], "system", 1);
    }

    [Theory]
    [InlineData("../../../secrets/other/version00000")]
    [InlineData("?api-version=1.0&x=0000000000000000")]
    public async Task What_was_wrapped_leads_to_no_other_address(string version)
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        var asked = _vault.Service.Requests.Count;
        await RefusesAsync(Root, (byte[])[.. Encoding.ASCII.GetBytes(version[..32]), .. wrapped.Span[32..]], "system", 1);
        Assert.Equal(asked, _vault.Service.Requests.Count);
    }

    [Fact]
    public async Task An_answer_by_another_version_or_with_something_else_is_not_believed()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        _vault.ClaimedVersion = new('2', 32);
        await FailsHereAsync(RootFailure.Nonsense, () => UnwrapAsync(Root, wrapped, "system", 1));
        _vault.ClaimedVersion = null;
        _vault.Lie = new byte[65];
        await RefusesAsync(Root, wrapped, "system", 1);
        await FailsHereAsync(RootFailure.Nonsense, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
    }

    [Fact]
    public async Task A_token_serves_until_a_minute_before_its_end_and_one_that_was_refused_is_not_kept()
    {
        await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.Equal(1, _vault.Login.Issued);
        Clock.Advance(TimeSpan.FromMinutes(58));
        await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.Equal(1, _vault.Login.Issued);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.Equal(2, _vault.Login.Issued);
        _vault.Login.Revoked = 2;
        await FailsHereAsync(RootFailure.Refused, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
        await Root.WrapAsync(new byte[32], "system", 1, default);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_said_without_it()
    {
        Write("a-wrong-secret");
        var refused = await FailsHereAsync(RootFailure.Refused, OpenAsync);
        Assert.Contains("login of the application", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Misbehaviour.Cut, RootFailure.Unreachable)]
    [InlineData(Misbehaviour.HalfJson, RootFailure.Nonsense)]
    [InlineData(Misbehaviour.Another, RootFailure.Nonsense)]
    internal async Task A_login_that_does_not_work_is_a_sentence_too(Misbehaviour misbehaviour, RootFailure failure)
    {
        _vault.Login.Service.Misbehaviour = misbehaviour;
        await FailsHereAsync(failure, OpenAsync);
    }

    [Theory]
    [InlineData("\"key\":{\"kty\":\"EC\"},\"attributes\":{\"enabled\":true}", "not an RSA key")]
    [InlineData("\"key\":{\"kty\":\"RSA\"},\"attributes\":{\"enabled\":false}", "disabled")]
    [InlineData("\"key\":{\"kty\":\"RSA-HSM\"},\"attributes\":{\"enabled\":true,\"exportable\":true}", "exported")]
    public async Task A_key_that_is_worth_nothing_is_refused_at_the_start(string settings, string why)
    {
        _vault.Settings = settings;
        var refused = await FailsHereAsync(RootFailure.Missing, OpenAsync);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hermetic-1", true), InlineData("", false), InlineData("a/b", false), InlineData("..", false)]
    public void A_name_leads_nowhere_else(string name, bool good) => Assert.Equal(good, AzureKeyOptions.IsName(name));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _vault.Dispose();
    }

    private AzureKeyOptions Options()
    {
        if (!File.Exists(SecretPath))
            Write(KeyVaultStandIn.ClientSecret);
        return new(
            new ServiceAddress("Azure Key Vault", Service.Url) { Clock = Clock }, "hermetic",
            new ServiceAddress("Microsoft Entra ID", _vault.Login.Service.Url) { Clock = Clock },
            KeyVaultStandIn.Tenant, KeyVaultStandIn.Client, new CredentialFile(SecretPath, "Keys:Azure:ClientSecret_File"));
    }

    private string SecretPath => Path.Combine(Folder, "client-secret");

    private void Write(string secret)
    {
        File.WriteAllText(SecretPath, secret);
        File.SetUnixFileMode(SecretPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
