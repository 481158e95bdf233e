using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hermetic.EndToEnd.Evidence;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>
/// What an erased person has in hands: a file that verifies when the service is gone, with the product and with a
/// stranger's tools, and in which nothing is theirs but a random id.
/// </summary>
public sealed partial class CertificateTests(GoVerifier go) : IClassFixture<GoVerifier>
{
    [Fact]
    public async Task The_certificate_verifies_offline_with_the_verb_and_with_Go_and_no_altered_one_does()
    {
        await using var salon = await Salon.OpenAsync();
        var link = await EraseAsync(salon);
        var file = await FetchAsync(salon, link);
        var key = (await File.ReadAllTextAsync(Path.Combine((await LedgerExport.WriteAsync(salon.Service)).Folder, "vkey"))).TrimEnd('\n');
        Assert.Equal(0, await salon.Service.StopAsync());

        var verified = await salon.Service.RunAsync("ledger", "verify", file, "--vkey", key);
        Assert.True(verified.Exit == 0, verified.Errors);
        Assert.Contains("subject.erasure-certified", verified.Output, StringComparison.Ordinal);
        Assert.Contains("service (file): level L0", verified.Output, StringComparison.Ordinal);
        Assert.Contains(
            "The key came with the file", (await salon.Service.RunAsync("ledger", "verify", file)).Output, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await salon.Service.RunAsync("ledger", "verify", file, "--vkey", key, "--json")).Output).RootElement;
        var entry = json.GetProperty("entry");
        Assert.Equal((1, 2), (entry.GetProperty("erasure").GetProperty("from").GetInt32(), entry.GetProperty("erasure").GetProperty("to").GetInt32()));
        using (var data = new DataCopy(salon.Service.Data))
            Assert.Equal(1, data.Count($"select count(*) from erasure where subject = x'{entry.GetProperty("subject").GetGuid():N}' and state = 3 and until <= {DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 3600 + 2}"));

        var stranger = await go.RunProofAsync(file, key);
        Assert.True(stranger.Exit == 0, stranger.Errors);
        Assert.Equal(entry.GetRawText() + "\n", stranger.Output);

        var bytes = await File.ReadAllBytesAsync(file);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(salon.Ana.Phone)));
        foreach (var at in new[] { 60, 200, bytes.Length - 20 })
        {
            var altered = (byte[])bytes.Clone();
            altered[at] ^= 1;
            await File.WriteAllBytesAsync(file, altered);
            var refused = await salon.Service.RunAsync("ledger", "verify", file, "--vkey", key);
            Assert.Equal(1, refused.Exit);
            Assert.NotEmpty(refused.Errors);
            Assert.Equal(1, (await go.RunProofAsync(file, key)).Exit);
        }
    }

    private static async Task<Uri> EraseAsync(Salon salon)
    {
        var question = await salon.AskAsync(salon.Ana, "delete my data");
        var told = await salon.PressAsync(salon.Ana, question, "Erase everything");
        return new Uri(Link().Match(told.Text).Value);
    }

    private static async Task<string> FetchAsync(Salon salon, Uri link)
    {
        using var http = new HttpClient();
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!(await http.GetStringAsync(link)).Contains("Download the certificate", StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < deadline, "An erasure with its certificate takes less than 30 seconds.");
            await Task.Delay(200);
        }
        using var answer = await http.PostAsync(link, new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var file = Path.Combine(salon.Service.Folder, "erasure-certificate.tlog-proof");
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
        return file;
    }

    [GeneratedRegex(@"https?://\S+/erasure/[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
