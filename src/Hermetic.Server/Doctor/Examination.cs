using Hermetic.Cryptography;
using Hermetic.RootProviders.Shares;
using Hermetic.Server.Keys;
using Hermetic.Server.Tls;
using Hermetic.Storage;

namespace Hermetic.Server.Doctor;

/// <summary>Which protections really stand, as this process sees them. Nothing is changed, nothing is opened.</summary>
internal sealed class Examination(
    Settings settings, Vault vault, SecretArena arena, Database database, KeyRotation rotation)
{
    internal IReadOnlyList<Finding> Findings() =>
    [
        .. KeyFindings.Of(settings.Root.Kind, vault.RootDescription, vault.RootAssurance),
        .. Shares(),
        KeyFindings.Escrows(vault.EscrowStandings),
        .. Ring(),
        .. Places(),
        MachineFindings.Memory(arena.Tier),
        MachineFindings.CoreDumps(Read("/proc/self/limits")),
        MachineFindings.Diagnostics(Directory.EnumerateFileSystemEntries(
            Path.GetTempPath(), $"dotnet-diagnostic-{Environment.ProcessId}-*").Any()),
        MachineFindings.Swap(Read("/proc/swaps")),
        Network(settings.Listen),
        Ledger(),
        Links(),
    ];

    private IEnumerable<Finding> Shares()
    {
        if (settings.Root is SharesRoot { Lying: > 0 and var lying })
            yield return new(
                "shares", Grade.Problem, $"{lying} files with shares lie in Keys:Shares:Directory while the service runs.",
                "Custodians take theirs away once it has started.");
    }

    private IEnumerable<Finding> Ring()
    {
        if (database.Read(RingVersions.Read) is not { } record)
            yield break;
        yield return KeyFindings.Rotation(rotation.DueNow(record), rotation.Settings.After);
        yield return KeyFindings.Trim(rotation.Waiting(record));
    }

    private IEnumerable<Finding> Places()
    {
        var mounts = new MountTable(Read("/proc/self/mountinfo"));
        var (data, keys) = (mounts.DeviceOf(settings.Data), mounts.DeviceOf(settings.KeysDirectory));
        yield return data is not null && data == keys
            ? new(
                "key directory", Grade.Limit,
                "Data and keys lie on the same volume: a snapshot of it takes both, and an erasure does not reach into it.",
                "Give Keys:Directory a volume of its own that nobody snapshots.")
            : new("key directory", Grade.Good, "Keys lie on another volume than the data.");
        yield return MachineFindings.Volume("Data", DeviceMapper(data));
        if (data != keys)
            yield return MachineFindings.Volume("Keys:Directory", DeviceMapper(keys));
    }

    private static Finding Network(ListenSettings listen) => listen.Address switch
    {
        ListenAddress.Network { Tls: true } => new("network", Grade.Good, "The service speaks TLS 1.3 itself, and nothing older."),
        _ when listen.Proxy != TrustedProxy.None => new(
            "network", Grade.Limit, "A proxy on this machine speaks TLS; what it logs and which versions it takes is its own.",
            "docs/operate/tls.md says how it has to be set."),
        _ => new(
            "network", Grade.Limit, "The service listens on loopback only: nobody but this machine reaches it.",
            "For webhooks set Urls to https, or declare the proxy in front: docs/operate/tls.md."),
    };

    private Finding Ledger() => settings.Ledger.Policy is { } policy
        ? new("ledger", Grade.Good, $"{policy.Witnesses.Count} witnesses are asked to cosign: the operator cannot rewrite it unseen.")
        : new(
            "ledger", Grade.Limit, "Nobody cosigns the ledger: it is tamper-evident against others, not against the operator.",
            "Name witnesses on other machines in Ledger:Witnesses: docs/operate/witness.md.");

    private Finding Links() => settings.PublicUrl is null
        ? new(
            "links", Grade.Limit, "People cannot reach this service: nobody is sent a link to a copy of their data.",
            "Set PublicUrl to the https address that people reach.")
        : new("links", Grade.Good, "People can be sent links to what is theirs.");

    /// <summary>What the kernel's device mapper calls a volume, <c>CRYPT-LUKS2-…</c>; null when it is a plain one.</summary>
    private static string? DeviceMapper(string? device) =>
        device is null ? null : Read($"/sys/dev/block/{device}/dm/uuid") is { Length: > 0 } uuid ? uuid : null;

    /// <summary>Empty where the system does not tell.</summary>
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
