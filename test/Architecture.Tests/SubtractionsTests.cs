using System.Diagnostics;

namespace Architecture.Tests;

/// <summary>What a protection costs is measured by taking it out of a copy of the source: the patches follow the source.</summary>
public sealed class SubtractionsTests
{
    private const string Folder = "test/Hermetic.Benchmarks/subtractions";

    [Theory, MemberData(nameof(Patches))]
    public void A_subtraction_applies_to_the_source_as_it_is(string patch)
    {
        var (exit, said) = Git("apply", "--check", Product.Full(patch));
        Assert.True(exit == 0, said);
    }

    [Fact]
    public void What_does_not_apply_is_found()
    {
        var odd = Path.GetTempFileName();
        File.WriteAllText(odd, File.ReadAllText(Product.Full($"{Folder}/ledger.patch")).Replace("Post(Insert", "Send(Insert", StringComparison.Ordinal));
        Assert.NotEqual(0, Git("apply", "--check", odd).Exit);
        File.Delete(odd);
    }

    public static TheoryData<string> Patches() => [.. Product.Paths(Folder, "*.patch")];

    private static (int Exit, string Said) Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Product.Full("."),
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var said = git.StandardError.ReadToEnd();
        git.WaitForExit();
        return (git.ExitCode, said);
    }
}
