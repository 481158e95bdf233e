using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Cryptography;
using Hermetic.RootProviders;
using Hermetic.RootProviders.Aws;
using Hermetic.RootProviders.Azure;
using Hermetic.RootProviders.Google;
using Hermetic.RootProviders.Http;
using Hermetic.RootProviders.OpenBao;
using Hermetic.RootProviders.Passphrase;
using Hermetic.RootProviders.Pkcs11;
using Hermetic.RootProviders.Shares;

namespace Hermetic.Server.Keys;

/// <summary>Which root provider wraps the keys (<c>Keys:Root</c>), and what it needs (docs/operate/root-providers.md).</summary>
internal static class RootSettings
{
    private static readonly Dictionary<string, Func<SettingsSource, IRootSource>> _kinds = new(StringComparer.Ordinal)
    {
        ["file"] = static _ => FileRoot.Source,
        ["passphrase"] = Passphrase,
        ["shares"] = Shares,
        ["pkcs11"] = Pkcs11,
        ["aws-kms"] = Aws,
        ["openbao"] = OpenBao,
        ["azure-key-vault"] = Azure,
        ["google-kms"] = Google,
    };

    internal static IEnumerable<string> Kinds => _kinds.Keys;

    internal static IRootSource Read(SettingsSource source) => Read(source, source.Text("Keys:Root", "file"), "Keys:Root");

    /// <param name="source">Where the settings of the kind are.</param>
    /// <param name="kind">Which.</param>
    /// <param name="named">By what it was named.</param>
    internal static IRootSource Read(SettingsSource source, string kind, string named)
    {
        if (_kinds.TryGetValue(kind, out var read))
            return read(source);
        source.Problem(named, $"must be one of: {string.Join(", ", _kinds.Keys)}");
        return FileRoot.Source;
    }

    private static PassphraseRoot Passphrase(SettingsSource source) => new(Credential(source, "Keys:Passphrase"));

    private static SharesRoot Shares(SettingsSource source)
    {
        const int mostShares = 255;
        var folder = source.Text("Keys:Shares:Directory", "");
        if (!Path.IsPathFullyQualified(folder))
            source.Problem("Keys:Shares:Directory", "must be the whole path of a folder, best in memory (tmpfs)");
        var count = (int)source.Number("Keys:Shares:Count", 5, least: 2);
        var threshold = (int)source.Number("Keys:Shares:Threshold", 3, least: 2);
        if (count > mostShares || threshold > count)
            source.Problem("Keys:Shares:Threshold", "must be at most Keys:Shares:Count, and that at most 255");
        return new(new SharesOptions(
            folder.Length == 0 ? "/" : folder, "Keys:Shares:Directory", Math.Min(threshold, mostShares),
            Math.Clamp(count, Math.Min(threshold, mostShares), mostShares)));
    }

    private static Pkcs11Root Pkcs11(SettingsSource source)
    {
        var module = source.Text("Keys:Pkcs11:Module", "");
        if (!Path.IsPathFullyQualified(module) || !File.Exists(module))
            source.Problem("Keys:Pkcs11:Module", "must be the whole path of the library of the token's vendor");
        return new(new Pkcs11Options(
            module,
            Name(source, "Keys:Pkcs11:Token", "", static label => label.Length is > 0 and <= 32),
            Credential(source, "Keys:Pkcs11:Pin")));
    }

    private static OpenBaoRoot OpenBao(SettingsSource source) => new(new OpenBaoOptions(
        Service(source, "OpenBao", "Keys:OpenBao:Address", "", "Keys:OpenBao:Authority"),
        Name(source, "Keys:OpenBao:Mount", "transit", OpenBaoOptions.IsName),
        Name(source, "Keys:OpenBao:Key", "", OpenBaoOptions.IsName),
        Credential(source, "Keys:OpenBao:Token"),
        source.Text("Keys:OpenBao:Namespace", "") is { Length: > 0 }
            ? Name(source, "Keys:OpenBao:Namespace", "", OpenBaoOptions.IsName)
            : ""));

    private static AwsKmsRoot Aws(SettingsSource source)
    {
        var key = Name(source, "Keys:Aws:Key", "", AwsKmsOptions.IsKey);
        var region = AwsKmsOptions.RegionOf(key);
        var endpoint = region.Length > 0 ? $"https://kms.{region}.amazonaws.com/" : "https://kms.invalid/";
        return new(new AwsKmsOptions(
            Service(source, "AWS KMS", "Keys:Aws:Endpoint", endpoint, ""),
            region, key,
            Name(source, "Keys:Aws:AccessKeyId", "", static id => id.Length is > 0 and <= 128 && id.All(char.IsAsciiLetterOrDigit)),
            Credential(source, "Keys:Aws:SecretAccessKey"),
            source.Text("Keys:Aws:SessionToken_File", "").Length > 0 ? Credential(source, "Keys:Aws:SessionToken") : null));
    }

    private static AzureKeyRoot Azure(SettingsSource source) => new(new AzureKeyOptions(
        Service(source, "Azure Key Vault", "Keys:Azure:Vault", "", ""),
        Name(source, "Keys:Azure:Key", "", AzureKeyOptions.IsName),
        Service(source, "Microsoft Entra ID", "Keys:Azure:Login", "https://login.microsoftonline.com/", ""),
        Name(source, "Keys:Azure:Tenant", "", AzureKeyOptions.IsId),
        Name(source, "Keys:Azure:Client", "", AzureKeyOptions.IsId),
        Credential(source, "Keys:Azure:ClientSecret"))
    {
        Scope = source.Text("Keys:Azure:Scope", "https://vault.azure.net/.default"),
    });

    private static GoogleKmsRoot Google(SettingsSource source) => new(new GoogleKmsOptions(
        Service(source, "Google Cloud KMS", "Keys:Google:Endpoint", "https://cloudkms.googleapis.com/", ""),
        Name(source, "Keys:Google:Key", "", GoogleKmsOptions.IsKey),
        Service(source, "Google", "Keys:Google:Login", "https://oauth2.googleapis.com/", ""),
        Credential(source, "Keys:Google:ServiceAccount")));

    /// <summary>
    /// Only ever in a file: there it can be renewed, and it stands neither in the environment nor in a list of processes.
    /// </summary>
    private static CredentialFile Credential(SettingsSource source, string key)
    {
        var setting = key + "_File";
        var path = source.Text(setting, "");
        if (source.Text(key, "").Length > 0)
            source.Problem(key, $"is only read from a file; put it there and its path into {setting}");
        else if (path.Length == 0)
            source.Problem(setting, "is missing: the path of a file with it");
        else if (!File.Exists(path))
            source.Problem(setting, "is no file that can be read");
        return new(Path.GetFullPath(path.Length == 0 ? "/" : path), setting);
    }

    private static string Name(SettingsSource source, string key, string unset, Func<string, bool> isName)
    {
        var name = source.Text(key, unset);
        if (!isName(name))
            source.Problem(key, name.Length == 0 ? "is missing" : "is no such name");
        return name;
    }

    private static ServiceAddress Service(SettingsSource source, string name, string key, string unset, string authority)
    {
        if (Uri.TryCreate(source.Text(key, unset), UriKind.Absolute, out var url) && ServiceAddress.IsSafe(url))
            return new(name, url) { Authority = Authority(source, authority) };
        source.Problem(key, "must be an https address (plain http only on loopback) without user, query and fragment");
        return new(name, new("https://unset.invalid/"));
    }

    private static X509Certificate2Collection Authority(SettingsSource source, string key)
    {
        var authority = new X509Certificate2Collection();
        if (key.Length == 0 || source.Text(key, "") is not { Length: > 0 } file)
            return authority;
        try
        {
            authority.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Said below: there is nothing in it that could be used.
        }
        if (authority.Count == 0)
            source.Problem(key, "must name a PEM file with the certificate of the service's own authority");
        return authority;
    }
}
