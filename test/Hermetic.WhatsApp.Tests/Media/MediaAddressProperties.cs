using CsCheck;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

public sealed class MediaAddressProperties
{
    private static readonly string[] s_scraps =
    [
        "https://", "http://", "HTTPS://", "https:", "//", "/", "\\", "@", ":", "?", "#", ".", "%2e", "%40", "%00", " ", "user",
        "lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net", "whatsapp.net", "evil.example", "127.0.0.1", "[::1]", "443", "8443", "x",
        "%E3%80%82", ";", "&", "=", "xn--", "a",
    ];

    [Fact]
    public async Task Whatever_address_is_announced_the_token_is_shown_to_Metas_hosts_only()
    {
        var store = new Recorded(_ => new() { Content = new StringContent("x") });
        using var http = new HttpClient(store);
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(new("https://graph.example")), arena);
        await Gen.Int[0, s_scraps.Length - 1].Select(index => s_scraps[index]).Array[0, 8]
            .Select(scraps => (scraps.Length % 2 == 0 ? "https://" : "") + string.Concat(scraps))
            .SampleAsync(
                async address =>
                {
                    var json = Files.Description(address.Replace("\\", "\\\\", StringComparison.Ordinal), Files.Hash("x"), "1");
                    if (await Files.DescribeAsync(json) is not { } description)
                        return;
                    var before = store.Requests.Count;
                    await client.DownloadAsync(description, MediaKind.Image, new KeptFile(), default);
                    if (store.Requests.Count > before)
                        Assert.True(IsPlainlyMetas(address) && IsPlainlyMetas(store.Requests[^1].Url), address);
                },
                iter: 5000, threads: 1);
        Assert.NotEmpty(store.Requests);
    }

    // Read without Uri, so that the two cannot be wrong together.
    private static bool IsPlainlyMetas(string address)
    {
        if (!address.Trim().StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return false;
        var authority = address.Trim()[8..].Split('/', '?', '#')[0].ToUpperInvariant();
        var host = authority.EndsWith(":443", StringComparison.Ordinal) ? authority[..^4] : authority.TrimEnd(':');
        return host.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-')
            && (host is "LOOKASIDE.FBSBX.COM" || IsBelow(host, ".FBCDN.NET") || IsBelow(host, ".WHATSAPP.NET"));
    }

    private static bool IsBelow(string host, string domain) =>
        host.EndsWith(domain, StringComparison.Ordinal) && host.Length > domain.Length;
}
