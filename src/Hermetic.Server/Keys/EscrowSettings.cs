using Hermetic.Cryptography;
using Hermetic.RootProviders;
using Hermetic.RootProviders.Sftp;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Keys;

/// <summary><c>Keys:Escrows</c>: where else the erasable root lies, each under a key of its own (docs/operate/erasure.md).</summary>
internal static class EscrowSettings
{
    private const int LongestName = 32;
    private const int UsualPort = 22;

    internal static IReadOnlyList<EscrowOptions> Read(SettingsSource source, IConfigurationSection section)
    {
        var all = new List<EscrowOptions>();
        var data = Path.GetFullPath(source.Text("Data", "data")).TrimEnd('/');
        var taken = new List<string> { data, Path.GetFullPath(source.Text("Keys:Directory", data + "-keys")) };
        foreach (var one in section.GetChildren())
        {
            var where = $"Keys:Escrows:{one.Key}";
            var options = Read(source, new SettingsSource(one), where);
            foreach (var path in new[] { options.KeyDirectory, source.Text($"{where}:Directory", "") })
            {
                if (path.Length == 0)
                    continue;
                if (taken.Exists(other => Overlap(Path.GetFullPath(path), other)))
                    source.Problem(
                        where, $"names {path}, which is used already, or lies in what is: each escrow has a place and a key of its own");
                taken.Add(Path.GetFullPath(path));
            }
            if (all.Exists(other => other.Name == options.Name))
                source.Problem($"{where}:Name", "is another escrow's name");
            all.Add(options);
        }
        return all;
    }

    /// <summary>Whether one is the other, or lies in it: what is backed up or rewrapped takes along what lies in it.</summary>
    private static bool Overlap(string one, string other)
    {
        var (here, there) = (one.TrimEnd('/') + '/', other.TrimEnd('/') + '/');
        return here.StartsWith(there, StringComparison.Ordinal) || there.StartsWith(here, StringComparison.Ordinal);
    }

    private static EscrowOptions Read(SettingsSource source, SettingsSource own, string where)
    {
        var name = own.Text("Name", "");
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            source.Problem($"{where}:Name", "must be 1 to 32 lower-case letters, digits and hyphens");
        var key = own.Text("KeyDirectory", "");
        if (!Path.IsPathFullyQualified(key))
            source.Problem($"{where}:KeyDirectory", "must be the whole path of a directory for the escrow's own key");
        var root = RootSettings.Read(own);
        foreach (var problem in own.Problems)
            source.Problem(where, $"has a problem: {problem.TrimEnd('.')}");
        return new EscrowOptions(name, Place(source, own, where), root, key);
    }

    private static Func<IEscrowPlace> Place(SettingsSource source, SettingsSource own, string where)
    {
        var (directory, address) = (own.Text("Directory", ""), own.Text("Sftp", ""));
        if (address.Length == 0 && Path.IsPathFullyQualified(directory))
            return () => new DirectoryPlace(directory);
        if (address.Length == 0 || directory.Length > 0)
            source.Problem(where, "needs either Directory, the whole path of a directory that exists, or Sftp");
        else if (Sftp(own, address) is { } options)
            return () => new SftpPlace(options);
        else
            source.Problem($"{where}:Sftp", "must be sftp://USER@HOST/PATH, with HostKey (SHA256:…) and PrivateKey_File beside it");
        return () => throw new EscrowException("The escrow is not configured.");
    }

    private static SftpOptions? Sftp(SettingsSource own, string address)
    {
        const string prefix = "SHA256:";
        var (hostKey, privateKey) = (own.Text("HostKey", ""), own.Text("PrivateKey_File", ""));
        return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == "sftp"
            && url.UserInfo.Length > 0 && !url.UserInfo.Contains(':', StringComparison.Ordinal)
            && url.Query.Length == 0 && url.Fragment.Length == 0
            && hostKey.StartsWith(prefix, StringComparison.Ordinal) && File.Exists(privateKey)
            ? new SftpOptions(
                url.Host, url.Port > 0 ? url.Port : UsualPort, Uri.UnescapeDataString(url.UserInfo),
                Uri.UnescapeDataString(url.AbsolutePath), hostKey[prefix.Length..].TrimEnd('='),
                new CredentialFile(Path.GetFullPath(privateKey), "PrivateKey_File"))
            : null;
    }
}
