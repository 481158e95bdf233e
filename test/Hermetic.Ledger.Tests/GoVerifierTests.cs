using System.Diagnostics;
using System.Text;
using Hermetic.Testing;

namespace Hermetic.Ledger.Tests;

/// <summary>
/// Our exports under a stranger's eyes: Go's golang.org/x/mod/sumdb, through
/// <c>test/vectors/ledger/verify.go</c>.
/// </summary>
public sealed class GoVerifierTests(GoVerifierTests.Program program) : IClassFixture<GoVerifierTests.Program>
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(255), InlineData(256), InlineData(257), InlineData(520), InlineData(70_000)]
    public async Task Go_verifies_every_entry_and_proof_of_an_export(long size)
    {
        using var export = await Export.OfSizeAsync(size);
        var (exit, output) = await program.RunAsync(export.Folder.Path);
        Assert.Equal((0, $"ok {size} {export.Tiles.Root}\n"), (exit, output));
    }

    [Theory]
    [InlineData("tile/entries/001.p/44", 3, "entry 256 does not hash to its leaf\n")]
    [InlineData("tile/0/000", 40, "")]
    [InlineData("tile/1/000.p/1", 0, "")]
    [InlineData("checkpoint", 20, "")]
    [InlineData("checkpoint", 100, "")]
    public async Task Go_refuses_an_export_with_one_changed_byte(string file, int at, string sentence)
    {
        using var export = await Export.OfSizeAsync(300);
        var bytes = await File.ReadAllBytesAsync(export.At(file));
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(export.At(file), bytes);
        var (exit, output) = await program.RunAsync(export.Folder.Path);
        Assert.Equal(1, exit);
        Assert.EndsWith(sentence, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Go_refuses_an_export_under_another_key()
    {
        using var export = await Export.OfSizeAsync(3);
        using var other = new NoteSigner(export.Signer.Name, new byte[32]);
        Assert.Equal(1, (await program.RunAsync(export.Folder.Path, other.VerifierKey)).Exit);
        Assert.Equal(0, (await program.RunAsync(export.Folder.Path, export.VerifierKey)).Exit);
    }

    [Fact]
    public async Task Go_verifies_a_log_that_is_getting_another_key_with_either_of_the_two()
    {
        using var export = await Export.OfSizeAsync(3);
        using var next = new NoteSigner(export.Signer.Name, new byte[32]);
        await File.WriteAllBytesAsync(export.At("checkpoint"), next.SignToo(export.Note));
        await export.Folder.WriteHandoversAsync([next.SignToo(export.Note)], CancellationToken.None);
        Assert.Equal(0, (await program.RunAsync(export.Folder.Path, next.VerifierKey)).Exit);
        Assert.Equal(0, (await program.RunAsync(export.Folder.Path, export.VerifierKey)).Exit);
    }

    [Fact]
    public async Task Go_verifies_the_example_of_the_documentation()
    {
        var (exit, output) = await program.RunAsync(Repository.Vector("ledger/example"));
        Assert.Equal((0, "ok 3 j/OTL/YVnYCb0YVgna9Q9j5cxo0mcZrd2NZVGjeCcOE=\n"), (exit, output));
    }

    [Fact]
    public async Task Go_verifies_the_proof_of_one_entry_and_refuses_another_entry_and_another_key()
    {
        var (file, log, entry) = ProvenEntryTests.Make();
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            Assert.Equal(
                (0, Encoding.UTF8.GetString(entry) + "\n"), await program.RunProofAsync(path, ProvenEntryTests.VerifierKey));
            using var other = new NoteSigner(log.Name, new byte[32]);
            Assert.Equal(1, (await program.RunProofAsync(path, other.VerifierKey)).Exit);
            await File.WriteAllBytesAsync(path, ProvenEntryTests.Make("another"u8.ToArray()).File);
            Assert.Equal(1, (await program.RunProofAsync(path, ProvenEntryTests.VerifierKey)).Exit);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The Go program, built once per run with Debian's packages and no network.</summary>
    public sealed class Program
    {
        private static readonly Lazy<Task<string>> _verify = new(() => BuildAsync("verify"));
        private static readonly Lazy<Task<string>> _proof = new(() => BuildAsync("proof"));
        private static readonly Lazy<Task<string>> _cosignatures = new(() => BuildAsync("cosignatures"));

        public Task<(int Exit, string Output)> RunAsync(params string[] arguments) => RunAsync(_verify, arguments);

        public Task<(int Exit, string Output)> RunProofAsync(params string[] arguments) => RunAsync(_proof, arguments);

        public Task<(int Exit, string Output)> RunCosignaturesAsync(params string[] arguments) =>
            RunAsync(_cosignatures, arguments);

        private static async Task<(int Exit, string Output)> RunAsync(Lazy<Task<string>> built, string[] arguments)
        {
            Assert.SkipWhen(FindGo() is null, "go is not installed (Debian: golang-go, golang-golang-x-mod-dev).");
            return await StartAsync(new(await built.Value, arguments));
        }

        private static async Task<string> BuildAsync(string name)
        {
            var binary = Path.Combine(AppContext.BaseDirectory, $"{name}-ledger");
            var go = new ProcessStartInfo(FindGo()!, ["build", "-o", binary, Repository.Vector($"ledger/{name}.go")]);
            go.Environment["GO111MODULE"] = "off";
            go.Environment["GOPATH"] = "/usr/share/gocode";
            go.Environment["GOFLAGS"] = "";
            go.Environment["GOCACHE"] = Path.Combine(Repository.Root, "artifacts", "go-cache");
            var (exit, output) = await StartAsync(go);
            Assert.True(exit == 0, output);
            return binary;
        }

        private static async Task<(int Exit, string Output)> StartAsync(ProcessStartInfo start)
        {
            start.RedirectStandardOutput = start.RedirectStandardError = true;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }

        private static string? FindGo() =>
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, "go")).FirstOrDefault(File.Exists);
    }
}
