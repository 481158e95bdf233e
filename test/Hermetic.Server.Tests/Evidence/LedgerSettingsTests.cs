using System.Text;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Evidence;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests.Evidence;

public sealed class LedgerSettingsTests : IDisposable
{
    private static readonly Cosigner _witness = new("w", CosignatureAlgorithm.Ed25519, new byte[32]);
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("https://witness.example.com/prefix")]
    [InlineData("http://127.0.0.1:8090")]
    [InlineData("http://[::1]:8090/")]
    public void A_witness_is_reached_by_https_or_on_this_machine(string url)
    {
        Assert.Equal(url, Assert.Single(Read($"witness w {_witness.VerifierKey} {url}\nquorum w\n").Policy!.Witnesses).Url);
        Assert.EndsWith("/add-checkpoint", LedgerSettings.Submission(url)!.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("//add", LedgerSettings.Submission(url)!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("witness w {0} http://witness.example.com\nquorum w\n", "not https")]
    [InlineData("witness w {0} ftp://127.0.0.1\nquorum w\n", "not https")]
    [InlineData("witness w {0} somewhere\nquorum w\n", "not https")]
    [InlineData("witness w {0}\nquorum w\n", "never be reached")]
    [InlineData("witness w {0} https://w.example.com\n", "no quorum")]
    [InlineData("nonsense\nquorum none\n", "Line 1")]
    public void What_could_never_work_is_said_at_the_start(string text, string why) => Assert.Contains(
        why, Assert.Throws<SettingsException>(() => Read(text.Replace("{0}", _witness.VerifierKey, StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_said_and_none_is_nobody()
    {
        Assert.Null(Read(new Dictionary<string, string?>(StringComparer.Ordinal)).Policy);
        var refused = Assert.Throws<SettingsException>(() => Read(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Ledger:Witnesses"] = _file + ".none" }));
        Assert.Contains("cannot be read", refused.Message, StringComparison.Ordinal);
    }

    private LedgerSettings Read(string policy)
    {
        File.WriteAllBytes(_file, Encoding.UTF8.GetBytes(policy));
        return Read(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Ledger:Witnesses"] = _file });
    }

    private static LedgerSettings Read(Dictionary<string, string?> values)
    {
        var source = new SettingsSource(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        var settings = LedgerSettings.Read(source);
        source.ThrowIfAny();
        return settings;
    }

    public void Dispose() => File.Delete(_file);
}
