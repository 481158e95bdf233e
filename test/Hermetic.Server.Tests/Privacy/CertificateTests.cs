using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Ledger;
using Hermetic.Server.Evidence;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>The certificate, from the last message that a person is sent to a file that verifies without us.</summary>
public sealed partial class CertificateTests
{
    [Fact]
    public async Task It_is_made_can_be_looked_at_often_and_is_downloaded_until_it_was_checked()
    {
        var clock = new ShiftedClock();
        await using var service = await StartAsync(static options => options, clock);
        var link = await EraseAsync(service);
        using (var early = await ExportedData.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.OK, early.StatusCode);
            AssertGuarded(early);
            Assert.Contains("Come back in a minute", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await ReadyAsync(link);
        for (var preview = 0; preview < 3; preview++)
            await AssertShownAsync(ExportedData.GetAsync(link), HttpStatusCode.OK, "Download the certificate");

        using var answer = await FetchAsync(link);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AssertGuarded(answer);
        Assert.Equal("erasure-certificate.tlog-proof", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var file = await answer.Content.ReadAsByteArrayAsync();
        AssertCertifies(service, file);

        // It did not arrive whole, say.
        using (var again = await FetchAsync(link))
            AssertCertifies(service, await again.Content.ReadAsByteArrayAsync());
        clock.Shift = TimeSpan.FromHours(2);
        await AssertShownAsync(FetchAsync(link), HttpStatusCode.NotFound, "There is no certificate here");
        await AssertShownAsync(ExportedData.GetAsync(link), HttpStatusCode.NotFound, "There is no certificate here");
    }

    [Fact]
    public async Task Of_many_who_come_at_once_the_first_is_on_record()
    {
        await using var service = await StartAsync();
        var link = await EraseAsync(service);
        await ReadyAsync(link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => FetchAsync(link)));

        foreach (var one in answers)
            AssertCertifies(service, await one.Content.ReadAsByteArrayAsync());
        var hash = Server.Privacy.CertificateLink.Hash(link.Segments[^1]);
        var erased = service.Database.Read(session => ErasureSteps.FindByLink(session, hash, hour: 0))!.Subject;
        Assert.Single(
            new Server.Privacy.PersonLedger(service.Database, key: null, erased).Acts(),
            act => act.Action == "subject.certificate-fetched");
    }

    [Fact]
    public async Task Whoever_asks_too_early_uses_nothing_up_and_a_guess_shows_nothing()
    {
        await using var service = await StartAsync();
        var link = await EraseAsync(service);
        await AssertShownAsync(FetchAsync(link), HttpStatusCode.OK, "Come back in a minute");
        await ReadyAsync(link);
        foreach (var guess in new[] { "0", new string('0', 32), link.Segments[^1].ToUpperInvariant(), "%27%20or%201=1" })
            await AssertShownAsync(ExportedData.GetAsync(new Uri(link, guess)), HttpStatusCode.NotFound, "no certificate here");
        using var answer = await FetchAsync(link);
        AssertCertifies(service, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Neither_the_database_nor_the_log_has_what_the_link_ends_with()
    {
        await using var service = await StartAsync();
        var link = await EraseAsync(service);
        await ReadyAsync(link);
        var token = link.Segments[^1];
        foreach (var bytes in new[] { System.Text.Encoding.ASCII.GetBytes(token), Convert.FromHexString(token) })
        {
            var data = service.Parts.GetRequiredService<Settings>().Data;
            foreach (var file in Directory.GetFiles(data, "hermetic.db*"))
                Assert.Equal(-1, (await ReadAsync(file)).AsSpan().IndexOf(bytes));
        }
    }

    [Fact]
    public async Task After_thirty_days_the_link_is_over()
    {
        var clock = new ShiftedClock();
        await using var service = await StartAsync(static options => options, clock);
        var link = await EraseAsync(service);
        await ReadyAsync(link);
        clock.Shift = TimeSpan.FromDays(30) + TimeSpan.FromHours(1);
        await AssertShownAsync(ExportedData.GetAsync(link), HttpStatusCode.NotFound, "its 30 days are over");
        await AssertShownAsync(FetchAsync(link), HttpStatusCode.NotFound, "its 30 days are over");
    }

    [Fact]
    public async Task Two_days_after_the_download_the_row_is_forgotten_too()
    {
        var clock = new ShiftedClock();
        await using var service = await StartAsync(static options => options, clock);
        var link = await EraseAsync(service);
        await ReadyAsync(link);
        var hash = Server.Privacy.CertificateLink.Hash(link.Segments[^1]);
        var erased = service.Database.Read(session => ErasureSteps.FindByLink(session, hash, hour: 0))!.Subject;
        (await FetchAsync(link)).Dispose();
        Assert.NotNull(service.Database.Read(session => ErasureSteps.Find(session, erased)));

        clock.Shift = TimeSpan.FromHours(50);
        await service.Parts.GetRequiredService<Server.Privacy.RetentionSweep>().RunAsync(isConfirmed: false, default);
        Assert.Null(service.Database.Read(session => ErasureSteps.Find(session, erased)));
    }

    [Fact]
    public async Task Where_nobody_could_follow_a_link_none_is_sent()
    {
        await using var service = await StartAsync(("Proxy:Trusted", "loopback"));
        Assert.Null(service.Parts.GetRequiredService<Settings>().PublicUrl);
        await service.AskAsync(Ana, "where are you?");
        var question = await service.AskAsync(Ana, "delete my data");
        var told = await service.PressAsync(Ana, question, "Erase everything");
        Assert.StartsWith("Everything that", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", told.Text, StringComparison.Ordinal);
    }

    private static void AssertCertifies(RunningService service, byte[] file)
    {
        var ledger = service.Parts.GetRequiredService<LedgerExport>();
        Assert.True(ProvenEntry.TryParse(file, out var proven));
        Assert.Equal(ledger.VerifierKey(), proven.VerifierKey);
        Assert.True(proven.Verify(NoteVerifier.Parse(ledger.VerifierKey()), out _));
        Assert.True(LedgerEntry.TryParse(proven.Entry.Span, out var entry));
        Assert.Equal("subject.erasure-certified", entry.Action);
        var statement = entry.Erasure!;
        Assert.Equal((1, 2, service.Database.Read(Deployment.Find)!.Id), (statement.FromEpoch, statement.ToEpoch, statement.Deployment));
        Assert.Equal(new ErasurePlace("file", 0, HorizonHours: null), statement.Places["service"]);
        Assert.NotEqual(new byte[32], statement.Commitment.ToArray());
    }

    private static async Task<Uri> EraseAsync(RunningService service)
    {
        await service.AskAsync(Ana, "where are you?");
        var question = await service.AskAsync(Ana, "delete my data");
        var told = await service.PressAsync(Ana, question, "Erase everything");
        Assert.StartsWith("Everything that", told.Text, StringComparison.Ordinal);
        return new Uri(Link().Match(told.Text).Value);
    }

    private static Task ReadyAsync(Uri link) => UntilAsync(
        () => ExportedData.GetAsync(link).Result.Content.ReadAsStringAsync().Result
            .Contains("Download the certificate", StringComparison.Ordinal),
        "the certificate");

    private static Task<HttpResponseMessage> FetchAsync(Uri link) => ExportedData.PostAsync(link, new FormUrlEncodedContent([]));

    private static async Task AssertShownAsync(Task<HttpResponseMessage> asked, HttpStatusCode status, string said)
    {
        using var answer = await asked;
        Assert.Equal(status, answer.StatusCode);
        AssertGuarded(answer);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static void AssertGuarded(HttpResponseMessage answer)
    {
        Assert.StartsWith(
            "default-src 'none'; style-src 'sha256-", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    /// <summary>The real clock, some days ahead.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        internal TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }

    [GeneratedRegex(@"https?://\S+/erasure/[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
