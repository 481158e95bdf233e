namespace Hermetic.EndToEnd.Privacy;

/// <summary>The search finds what it must: otherwise its silence would mean nothing.</summary>
public sealed class CanarySearchTests
{
    [Theory]
    [InlineData("k3q9x2vt7m5hbz1w")]
    [InlineData("4915112345678")]
    [InlineData("DE.13491208655302741918")]
    [InlineData("wamid.HBgLMTY0NjcwNDM1OTUVAgASGBQ=")]
    [InlineData("Zoë Grünbaum-çelik")]
    public void Every_spelling_is_found_at_every_alignment(string canary)
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-decoy-").FullName;
        try
        {
            var search = new CanarySearch([canary, "0000000000-another"]);
            foreach (var spelling in Spelling.All)
            {
                foreach (var (index, decoy) in spelling.Write(canary).Index())
                {
                    var file = Path.Combine(folder, "decoy");
                    File.WriteAllBytes(file, [.. new byte[index + 5], .. decoy, 1, 2, 3]);
                    Assert.Contains(search.Search(folder), line => line.StartsWith($"{canary} in ", StringComparison.Ordinal));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_name_counts_and_other_content_does_not()
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-decoy-").FullName;
        try
        {
            var search = new CanarySearch(["k3q9x2vt7m5hbz1w"]);
            File.WriteAllText(Path.Combine(folder, "innocent"), "k3q9x2vt7m5hbz1 and k3q9x2vt7m5hbz2w");
            Assert.Empty(search.Search(folder));
            File.WriteAllText(Path.Combine(folder, "k3q9x2vt7m5hbz1w.tmp"), "");
            Assert.Single(search.Search(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
