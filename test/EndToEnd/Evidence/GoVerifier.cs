using System.Diagnostics;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Evidence;

/// <summary>A stranger's verifier: Go's golang.org/x/mod/sumdb through <c>test/vectors/ledger</c>.</summary>
public sealed class GoVerifier
{
    private readonly Lazy<Task<string>> _verify = new(() => BuildAsync("verify"));
    private readonly Lazy<Task<string>> _proof = new(() => BuildAsync("proof"));

    internal Task<Outcome> RunAsync(string export) => RunAsync(_verify, export);

    /// <summary>One entry with its proof.</summary>
    internal Task<Outcome> RunProofAsync(string file, string key) => RunAsync(_proof, file, key);

    private static async Task<Outcome> RunAsync(Lazy<Task<string>> built, params string[] arguments)
    {
        Assert.SkipWhen(FindGo() is null, "go is not installed (Debian: golang-go, golang-golang-x-mod-dev).");
        return await Command.RunAsync(await built.Value, arguments);
    }

    // Debian's packages, no network.
    private static async Task<string> BuildAsync(string program)
    {
        var binary = Path.Combine(AppContext.BaseDirectory, $"{program}-ledger");
        var go = new ProcessStartInfo(FindGo()!, ["build", "-o", binary, Repository.Vector($"ledger/{program}.go")]);
        go.Environment["GO111MODULE"] = "off";
        go.Environment["GOPATH"] = "/usr/share/gocode";
        go.Environment["GOFLAGS"] = "";
        go.Environment["GOCACHE"] = Path.Combine(Repository.Root, "artifacts", "go-cache");
        var built = await Command.RunAsync(go);
        Assert.True(built.Exit == 0, built.Errors);
        return binary;
    }

    private static string? FindGo() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "go")).FirstOrDefault(File.Exists);
}
