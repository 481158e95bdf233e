using System.Diagnostics;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Evidence;

/// <summary>A stranger's verifier: Go's golang.org/x/mod/sumdb through <c>test/vectors/ledger/verify.go</c>.</summary>
public sealed class GoVerifier
{
    private readonly string _binary = Path.Combine(AppContext.BaseDirectory, "verify-ledger");
    private readonly Lazy<Task> _built;

    public GoVerifier() => _built = new(BuildAsync);

    internal async Task<Outcome> RunAsync(string export)
    {
        Assert.SkipWhen(FindGo() is null, "go is not installed (Debian: golang-go, golang-golang-x-mod-dev).");
        await _built.Value;
        return await Command.RunAsync(_binary, export);
    }

    // Debian's packages, no network.
    private async Task BuildAsync()
    {
        var go = new ProcessStartInfo(FindGo()!, ["build", "-o", _binary, Repository.Vector("ledger/verify.go")]);
        go.Environment["GO111MODULE"] = "off";
        go.Environment["GOPATH"] = "/usr/share/gocode";
        go.Environment["GOFLAGS"] = "";
        go.Environment["GOCACHE"] = Path.Combine(Repository.Root, "artifacts", "go-cache");
        var built = await Command.RunAsync(go);
        Assert.True(built.Exit == 0, built.Errors);
    }

    private static string? FindGo() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "go")).FirstOrDefault(File.Exists);
}
