using Hermetic.Cryptography;

namespace Hermetic.Server.Doctor;

/// <summary>What the machine lets others see of a running service, by what the kernel says under <c>/proc</c>.</summary>
internal static class MachineFindings
{
    private const string SystemdUnit = "The systemd unit in deploy/ does it.";

    internal static Finding Memory(SecretMemoryTier tier) => tier switch
    {
        SecretMemoryTier.MemfdSecret => new(
            "memory", Grade.Good, "Keys and opened content lie in memory that is never swapped, dumped, or mapped in the kernel."),
        SecretMemoryTier.Locked => new(
            "memory", Grade.Good, "Keys and opened content lie in locked memory: never swapped, and left out of core dumps."),
        _ => new(
            "memory", Grade.Problem, "Keys and opened content lie in ordinary memory: the system grants no better, and may swap it.",
            $"Raise the limit of locked memory (LimitMEMLOCK). {SystemdUnit}"),
    };

    /// <param name="limits">The content of <c>/proc/self/limits</c>.</param>
    internal static Finding CoreDumps(string limits) => limits.Split('\n')
            .FirstOrDefault(line => line.StartsWith("Max core file size", StringComparison.Ordinal)) is { } line
        && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var soft, _, _] && soft == "0"
        ? new("core dumps", Grade.Good, "A crash leaves no image of the memory.")
        : new(
            "core dumps", Grade.Limit,
            "A crash may leave an image of the memory on the disk; what opened content lies in is left out of it, copies that "
            + ".NET made are not.",
            $"Set LimitCORE=0. {SystemdUnit}");

    /// <param name="answers">Whether the runtime has its diagnostic port open: a socket in the temporary folder.</param>
    internal static Finding Diagnostics(bool answers) => !answers
        ? new("diagnostics", Grade.Good, "The runtime answers no debugger and no dump tool.")
        : new(
            "diagnostics", Grade.Limit, "Whoever is the same user on this machine can have the runtime write its memory out.",
            $"Set DOTNET_EnableDiagnostics=0. {SystemdUnit}");

    /// <param name="swaps">The content of <c>/proc/swaps</c>: a heading, then a line for each.</param>
    internal static Finding Swap(string swaps) => swaps.Trim().Split('\n').Length <= 1
        ? new("swap", Grade.Good, "Nothing is swapped to a disk.")
        : new(
            "swap", Grade.Limit, "The machine swaps: what .NET copies in a call may reach the disk, keys and opened content do not.",
            "Encrypt the swap with a key of its own at each start, or take it away.");

    /// <param name="name">Of the folder, as its setting.</param>
    /// <param name="deviceMapper">The device mapper's identifier of the volume; null when it is none.</param>
    internal static Finding Volume(string name, string? deviceMapper) =>
        deviceMapper?.StartsWith("CRYPT-", StringComparison.Ordinal) == true
            ? new("volume", Grade.Good, $"{name} lies on an encrypted volume.")
            : new(
                "volume", Grade.Limit,
                $"{name} is not seen to lie on an encrypted volume. All that is sensitive in it is sealed by itself; what stands in "
                + "the clear (docs: the data model) is as safe as the disk.",
                "LUKS below it costs nothing that anybody would notice.");
}
