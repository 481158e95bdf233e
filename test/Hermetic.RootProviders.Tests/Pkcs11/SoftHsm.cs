using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hermetic.RootProviders.Tests.Pkcs11;

/// <summary>
/// SoftHSM2 with tokens of this test run's own, in a temporary folder: it reads its configuration once in a process, when
/// it is first used.
/// </summary>
internal static class SoftHsm
{
    public const string Pin = "7391-user-pin";
    public const string OfficerPin = "2846-officer-pin";

    private const string Tool = "/usr/bin/softhsm2-util";

    private static readonly Lazy<string> _folder = new(Prepare);

    public static string? Module { get; } = new[] { "/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/lib/aarch64-linux-gnu/softhsm" }
        .Select(folder => Path.Combine(folder, "libsofthsm2.so")).FirstOrDefault(File.Exists);

    /// <summary>Null, or why a test that needs it is skipped.</summary>
    public static string? Missing => Module is null || !File.Exists(Tool) ? "SoftHSM2 is not installed (Debian: softhsm2)" : null;

    /// <summary>Where the tokens are.</summary>
    public static string Tokens => Path.Combine(_folder.Value, "tokens");

    /// <summary>A new token.</summary>
    public static void MakeToken(string label) => Run(
        "--init-token", "--free", "--label", label, "--pin", Pin, "--so-pin", OfficerPin);

    private static string Prepare()
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-softhsm-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, "tokens"));
        var configuration = Path.Combine(folder, "softhsm2.conf");
        File.WriteAllText(
            configuration, $"directories.tokendir = {Path.Combine(folder, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // The library asks the C library for it, which does not see what .NET sets.
        Assert.Equal(0, SetEnvironment("SOFTHSM2_CONF", configuration, 1));
        Environment.SetEnvironmentVariable("SOFTHSM2_CONF", configuration);
        return folder;
    }

    private static void Run(params string[] arguments)
    {
        _ = _folder.Value;
        using var tool = Process.Start(new ProcessStartInfo(Tool, arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        var said = tool.StandardOutput.ReadToEnd() + tool.StandardError.ReadToEnd();
        tool.WaitForExit();
        Assert.True(tool.ExitCode == 0, said);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
