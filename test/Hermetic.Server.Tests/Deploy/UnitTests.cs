using System.Globalization;
using Hermetic.Testing;

namespace Hermetic.Server.Tests.Deploy;

/// <summary>deploy/systemd/hermetic.service: the lines that keep what is in memory from everybody else.</summary>
public sealed class UnitTests
{
    private static readonly string[] _lines =
        File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "systemd", "hermetic.service"));

    [Theory]
    [InlineData("LimitCORE=0")]
    [InlineData("NoNewPrivileges=true")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("ReadWritePaths=/var/lib/hermetic")]
    [InlineData("PrivateTmp=true")]
    [InlineData("ProtectHome=true")]
    [InlineData("ProtectProc=invisible")]
    [InlineData("RestrictNamespaces=true")]
    [InlineData("MemorySwapMax=0")]
    [InlineData("Environment=DOTNET_EnableDiagnostics=0")]
    [InlineData("SystemCallErrorNumber=EPERM")]
    [InlineData("User=hermetic")]
    [InlineData("UMask=0077")]
    public void A_line_that_hardens_it_is_there(string line) => Assert.Contains(line, _lines);

    [Fact]
    public void Its_filter_lets_secret_memory_through()
    {
        var filters = _lines.Where(line => line.StartsWith("SystemCallFilter=", StringComparison.Ordinal)).ToList();

        Assert.Equal("SystemCallFilter=@system-service memfd_secret", filters[0]);
        Assert.Contains("SystemCallFilter=~@privileged @resources", filters);
        // It would end the runtime's compiler.
        Assert.DoesNotContain(_lines, line => line.StartsWith("MemoryDenyWriteExecute", StringComparison.Ordinal));
    }

    [Fact]
    public void Locked_memory_is_enough_for_the_default_budget()
    {
        var limit = Assert.Single(_lines, line => line.StartsWith("LimitMEMLOCK=", StringComparison.Ordinal));
        var budget = 64L << 20;     // docs/configuration.md, Memory:SecretBytes

        Assert.EndsWith("M", limit, StringComparison.Ordinal);
        Assert.InRange(long.Parse(limit["LimitMEMLOCK=".Length..^1], CultureInfo.InvariantCulture) << 20, budget * 3 / 2, long.MaxValue);
    }

    [Fact]
    public void It_runs_what_the_launcher_builds() => Assert.Contains(
        "ExecStart=/usr/bin/dotnet /opt/hermetic/artifacts/bin/Hermetic.Server/release/Hermetic.Server.dll serve", _lines);
}
