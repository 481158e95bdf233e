using System.Text;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;
using Hermetic.RootProviders.OpenBao;
using Hermetic.RootProviders.Tests.StandIns;

namespace Hermetic.RootProviders.Tests.OpenBao;

/// <summary>Against a stand-in: no OpenBao was at hand.</summary>
public sealed class OpenBaoRootTests : KeyServiceContract
{
    private readonly TransitStandIn _transit = new();

    protected override IReadOnlyList<string> Credentials => [TransitStandIn.Token];

    protected override string EncryptPath => "/encrypt/";

    protected override string DecryptPath => "/decrypt/";

    private protected override StandIn Service => _transit.Service;

    private protected override IRootSource Source => new OpenBaoRoot(Options());

    private protected override IRootSource AnotherSource => new OpenBaoRoot(Options() with { Key = "another" });

    [Fact]
    public async Task The_context_is_the_associated_data_of_every_request()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "erasable-root", 7, default);
        await UnwrapAsync(Root, wrapped, "erasable-root", 7);
        var expected = Convert.ToBase64String(Encoding.ASCII.GetBytes($"hermetic/root/v1/{Deployment}/erasable-root/7"));
        Assert.Equal(3, _transit.Service.Requests.Count(asked =>
            Encoding.UTF8.GetString(asked.Body).Contains(expected.Replace("+", "\\u002B", StringComparison.Ordinal), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_an_older_version_of_the_key_encrypted_opens_until_the_service_forgets_it()
    {
        var old = await Root.WrapAsync(new byte[32], "system", 1, default);
        _transit.Latest = 2;
        var young = await Root.WrapAsync(new byte[32], "system", 1, default);
        Assert.StartsWith("vault:v2:", Encoding.ASCII.GetString(young.Span), StringComparison.Ordinal);
        Assert.Equal(new byte[32], await UnwrapAsync(Root, old, "system", 1));
        _transit.Oldest = 2;
        await RefusesAsync(Root, old, "system", 1);
    }

    [Fact]
    public async Task A_version_that_was_written_over_another_is_refused()
    {
        _transit.Latest = 2;
        var wrapped = Encoding.ASCII.GetString((await Root.WrapAsync(new byte[32], "system", 1, default)).Span);
        await RefusesAsync(Root, Encoding.ASCII.GetBytes(wrapped.Replace(":v2:", ":v1:", StringComparison.Ordinal)), "system", 1);
    }

    [Fact]
    public async Task A_service_that_encrypts_with_anothers_key_is_entrusted_with_nothing()
    {
        _transit.UsesAnothersKey = true;
        await FailsHereAsync(RootFailure.Nonsense, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
    }

    [Fact]
    public async Task A_service_that_decrypts_to_something_else_is_not_believed()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        foreach (var lie in (byte[][])[[], new byte[32], new byte[65], [1, .. new byte[64]], new byte[500]])
        {
            _transit.Lie = lie;
            await RefusesAsync(Root, wrapped, "system", 1);
        }
        await FailsHereAsync(RootFailure.Nonsense, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
    }

    [Theory]
    [InlineData("\"type\":\"rsa-4096\"", "authenticate")]
    [InlineData("\"type\":\"aes256-gcm96\",\"exportable\":true", "exported")]
    [InlineData("\"type\":\"aes256-gcm96\",\"exportable\":false,\"allow_plaintext_backup\":true", "exported")]
    [InlineData("\"type\":\"aes256-gcm96\",\"derived\":true", "derived")]
    public async Task A_key_that_is_worth_nothing_is_refused_at_the_start(string settings, string why)
    {
        _transit.Settings = settings;
        var refused = await FailsHereAsync(RootFailure.Missing, OpenAsync);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_said_before_the_service_makes_one()
    {
        var missing = new OpenBaoRoot(Options() with { Key = "misspelt" });
        await FailsHereAsync(RootFailure.Missing, () => CreateAsync(missing));
        Assert.DoesNotContain(_transit.Service.Requests, asked => asked.Method == "POST");
    }

    [Fact]
    public async Task A_renewed_token_is_taken_at_once_and_a_spent_one_is_said()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        WriteToken("spent");
        var refused = await FailsHereAsync(RootFailure.Refused, () => UnwrapAsync(Root, wrapped, "system", 1));
        Assert.Contains("Keys:OpenBao:Token_File", refused.Message, StringComparison.Ordinal);
        WriteToken("two\nlines");
        await FailsHereAsync(RootFailure.Refused, () => UnwrapAsync(Root, wrapped, "system", 1));
        WriteToken(TransitStandIn.Token + "\n");
        await UnwrapAsync(Root, wrapped, "system", 1);
    }

    [Fact]
    public async Task A_namespace_goes_along()
    {
        _transit.Namespace = "tenants/salon";
        await FailsHereAsync(RootFailure.Refused, OpenAsync);
        (await CreateAsync(new OpenBaoRoot(Options() with { Namespace = "tenants/salon" }))).Dispose();
    }

    [Theory]
    [InlineData("transit", true), InlineData("team/transit", true), InlineData("a.b", true)]
    [InlineData("", false), InlineData("..", false), InlineData("a/../b", false), InlineData("/a", false)]
    [InlineData("a b", false), InlineData("a?b", false), InlineData("a%2fb", false), InlineData("a//b", false)]
    public void A_name_leads_nowhere_else(string name, bool good) => Assert.Equal(good, OpenBaoOptions.IsName(name));

    private OpenBaoOptions Options()
    {
        if (!File.Exists(TokenPath))
            WriteToken(TransitStandIn.Token);
        return new(
            new ServiceAddress("OpenBao", Service.Url) { Clock = Clock }, "transit", "hermetic",
            new CredentialFile(TokenPath, "Keys:OpenBao:Token_File"), "");
    }

    private string TokenPath => Path.Combine(Folder, "token");

    private void WriteToken(string token)
    {
        File.WriteAllText(TokenPath, token);
        File.SetUnixFileMode(TokenPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
