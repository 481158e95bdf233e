using Hermetic.Server.Doctor;
using Hermetic.Server.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Keys;

public sealed class RootSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-root-");
    private readonly string _credential;

    public RootSettingsTests()
    {
        _credential = Path.Combine(_folder.FullName, "credential");
        File.WriteAllText(_credential, "six words that nobody would guess");
        File.SetUnixFileMode(_credential, UnixFileMode.UserRead);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_a_word_about_it_a_file_wraps_the_keys() => Assert.Equal("file", Kind());

    [Fact]
    public void Each_kind_is_named_and_asks_for_what_it_needs()
    {
        Assert.Equal("passphrase", Kind(("Keys:Root", "passphrase"), ("Keys:Passphrase_File", _credential)));
        Assert.Equal("shares", Kind(("Keys:Root", "shares"), ("Keys:Shares:Directory", _folder.FullName)));
        Assert.Equal("pkcs11", Kind(
            ("Keys:Root", "pkcs11"), ("Keys:Pkcs11:Module", _credential), ("Keys:Pkcs11:Token", "hermetic"),
            ("Keys:Pkcs11:Pin_File", _credential)));
        Assert.Equal("aws-kms", Kind(
            ("Keys:Root", "aws-kms"), ("Keys:Aws:Key", "arn:aws:kms:eu-central-1:111122223333:key/1234abcd"),
            ("Keys:Aws:AccessKeyId", "AKIA1"), ("Keys:Aws:SecretAccessKey_File", _credential)));
        Assert.Equal("azure-key-vault", Kind(
            ("Keys:Root", "azure-key-vault"), ("Keys:Azure:Vault", "https://salon.vault.azure.net"),
            ("Keys:Azure:Key", "hermetic"), ("Keys:Azure:Tenant", "salon.onmicrosoft.com"), ("Keys:Azure:Client", "1-2"),
            ("Keys:Azure:ClientSecret_File", _credential)));
        Assert.Equal("google-kms", Kind(
            ("Keys:Root", "google-kms"), ("Keys:Google:ServiceAccount_File", _credential),
            ("Keys:Google:Key", "projects/salon/locations/global/keyRings/hermetic/cryptoKeys/root")));
        Assert.Equal("openbao", Kind(
            ("Keys:Root", "openbao"), ("Keys:OpenBao:Address", "https://bao.example:8200"), ("Keys:OpenBao:Key", "hermetic"),
            ("Keys:OpenBao:Token_File", _credential)));
    }

    [Theory]
    [InlineData("passphrase", "Keys:Passphrase_File")]
    [InlineData("shares", "Keys:Shares:Directory")]
    [InlineData("pkcs11", "Keys:Pkcs11:Module", "Keys:Pkcs11:Token", "Keys:Pkcs11:Pin_File")]
    [InlineData("aws-kms", "Keys:Aws:Key", "Keys:Aws:AccessKeyId", "Keys:Aws:SecretAccessKey_File")]
    [InlineData("azure-key-vault", "Keys:Azure:Vault", "Keys:Azure:Key", "Keys:Azure:Tenant", "Keys:Azure:Client",
        "Keys:Azure:ClientSecret_File")]
    [InlineData("google-kms", "Keys:Google:Key", "Keys:Google:ServiceAccount_File")]
    [InlineData("openbao", "Keys:OpenBao:Address", "Keys:OpenBao:Key", "Keys:OpenBao:Token_File")]
    public void What_is_missing_is_named_all_at_once(string kind, params string[] keys)
    {
        var problems = Problems(("Keys:Root", kind));
        Assert.Equal(keys, problems.Select(problem => problem.Split(' ')[0]));
    }

    [Theory]
    [InlineData("kms", "must be one of: file, passphrase,")]
    [InlineData("File", "must be one of: file, passphrase,")]
    public void Another_kind_is_refused(string kind, string why) =>
        Assert.Contains(why, Assert.Single(Problems(("Keys:Root", kind))), StringComparison.Ordinal);

    [Fact]
    public void A_passphrase_is_taken_from_a_file_only()
    {
        var problem = Assert.Single(Problems(("Keys:Root", "passphrase"), ("Keys:Passphrase", "six words in the open")));
        Assert.Contains("Keys:Passphrase_File", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("six words", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Keys:OpenBao:Address", "http://bao.example:8200")]
    [InlineData("Keys:OpenBao:Address", "https://user:word@bao.example")]
    [InlineData("Keys:OpenBao:Address", "bao.example")]
    [InlineData("Keys:OpenBao:Mount", "../sys")]
    [InlineData("Keys:OpenBao:Key", "a/../../b")]
    [InlineData("Keys:OpenBao:Namespace", "a b")]
    [InlineData("Keys:OpenBao:Authority", "/nowhere/ca.pem")]
    public void What_leads_elsewhere_is_refused(string key, string value)
    {
        (string, string)[] good =
        [
            ("Keys:Root", "openbao"), ("Keys:OpenBao:Address", "http://127.0.0.1:8200"), ("Keys:OpenBao:Key", "hermetic"),
            ("Keys:OpenBao:Token_File", _credential),
        ];
        Assert.Empty(Problems(good));
        Assert.StartsWith(key, Assert.Single(Problems([.. good, (key, value)])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_starts_with_a_passphrase_and_keeps_no_key_beside_the_keys()
    {
        await using var service = await RunningService.StartAsync(
            ("Keys:Root", "passphrase"), ("Keys:Passphrase_File", _credential),
            ("Keys:Directory", Path.Combine(_folder.FullName, "keys")));
        Assert.Equal(
            ["erasable-root.0000000001", "keyring", "lock", "root.passphrase"],
            Directory.GetFiles(Path.Combine(_folder.FullName, "keys")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("3", "4")]
    [InlineData("256", "3")]
    [InlineData("5", "1")]
    [InlineData("1", "1")]
    public void A_threshold_that_cannot_be_is_refused(string count, string threshold) => Assert.NotEmpty(Problems(
        ("Keys:Root", "shares"), ("Keys:Shares:Directory", _folder.FullName), ("Keys:Shares:Count", count),
        ("Keys:Shares:Threshold", threshold)));

    [Fact]
    public async Task A_service_starts_with_enough_shares_and_says_so_until_they_are_taken_away()
    {
        var shares = Path.Combine(_folder.FullName, "shares");
        await using var service = await RunningService.StartAsync(
            ("Keys:Root", "shares"), ("Keys:Shares:Directory", shares),
            ("Keys:Directory", Path.Combine(_folder.FullName, "keys")));
        var examination = service.Parts.GetRequiredService<Examination>();
        Assert.Equal(5, Directory.GetFiles(shares, "*.share").Length);
        Assert.Contains(examination.Findings(), finding => finding is { Topic: "shares", Grade: Grade.Problem });

        Directory.Delete(shares, recursive: true);
        Assert.DoesNotContain(examination.Findings(), finding => finding.Topic == "shares");
    }

    private static string Kind(params (string Key, string Value)[] settings)
    {
        var source = Source(settings);
        var root = RootSettings.Read(source);
        source.ThrowIfAny();
        return root.Kind;
    }

    private static List<string> Problems(params (string Key, string Value)[] settings)
    {
        var source = Source(settings);
        RootSettings.Read(source);
        try
        {
            source.ThrowIfAny();
            return [];
        }
        catch (SettingsException refused)
        {
            return [.. refused.Message.Split('\n').Skip(1).Select(line => line.Trim())];
        }
    }

    private static SettingsSource Source((string Key, string Value)[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings
                .GroupBy(one => one.Key)
                .Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Value)))
            .Build());
}
