using System.Net;
using System.Text;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>One download, with the right code, within a day; everything else has the same answer.</summary>
public sealed class ExportEndpointTests
{
    [Fact]
    public async Task Looking_at_the_link_uses_nothing_up_and_the_right_code_works_once()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);

        for (var preview = 0; preview < 3; preview++)
        {
            using var page = await ExportedData.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            AssertGuarded(page);
        }
        using (var zip = await ExportedData.DownloadAsync(link, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)))
            Assert.NotEmpty(zip.Messages());

        await AssertRefusedAsync(link, code);
        Assert.Equal(["subject.export", "subject.export-downloaded"], await RecordedAsync(service));
        Assert.Equal(0, Left(service, link));
    }

    [Fact]
    public async Task Five_wrong_codes_destroy_it_and_the_right_one_opens_nothing_any_more()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);

        for (var wrong = 0; wrong < 5; wrong++)
            await AssertRefusedAsync(link, "0000-0000-0000");

        await AssertRefusedAsync(link, code);
        Assert.Equal(
            ["subject.export", .. Enumerable.Repeat("subject.export-refused", 5)], await RecordedAsync(service));
    }

    [Fact]
    public async Task A_code_that_cannot_be_one_costs_nobody_a_try()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);

        foreach (var mistyped in new[] { "", "K7QM", "K7QM-2XWD-9FHT-AAAA", "ÄÖÜ", code[..^1] })
            await AssertRefusedAsync(link, mistyped);

        using var zip = await ExportedData.DownloadAsync(link, code);
        Assert.NotNull(zip.GetEntry("data.html"));
    }

    [Fact]
    public async Task After_a_day_it_is_gone_and_the_ledger_says_that_nobody_fetched_it()
    {
        var clock = new ShiftedClock();
        await using var service = await StartAsync(static options => options, clock);
        var (link, code) = await OrderAsync(service);

        clock.Shift = TimeSpan.FromHours(25);

        await AssertRefusedAsync(link, code);
        await service.Parts.GetRequiredService<RetentionSweep>().RunAsync(isConfirmed: true, default);
        Assert.Equal(["subject.export", "subject.export-expired"], await RecordedAsync(service));
        Assert.Equal(0, Left(service, link));
    }

    [Fact]
    public async Task A_newer_copy_ends_the_one_before_it()
    {
        await using var service = await StartAsync();
        var (first, firstCode) = await OrderAsync(service);
        var (second, secondCode) = await service.OrderAsync(Ana);

        await AssertRefusedAsync(first, firstCode);
        await AssertRefusedAsync(second, firstCode);
        using var zip = await ExportedData.DownloadAsync(second, secondCode);
        Assert.NotEmpty(zip.Messages());
    }

    [Fact]
    public async Task An_erasure_takes_the_copy_with_it()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);
        var question = await service.AskAsync(Ana, "delete my data");
        await service.PressAsync(Ana, question, "Erase everything");

        await AssertRefusedAsync(link, code);
        Assert.Equal(0, Left(service, link));
    }

    [Fact]
    public async Task Of_many_who_come_with_the_right_code_at_once_one_gets_it()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ExportedData.SendAsync(link, code)));

        Assert.Equal(HttpStatusCode.OK, Assert.Single(answers, one => one.IsSuccessStatusCode).StatusCode);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Without_the_code_not_even_the_service_opens_it_and_the_code_lies_nowhere()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);
        var (id, person) = (Guid.ParseExact(link.Segments[^1], "N"), service.Conversation.Subject);
        var piece = service.Database.Read(session => Exports.Piece(session, id, 0))!;
        var slot = service.Database.Read(session => Subjects.Find(session, person))!.Slot;
        using var key = await service.Parts.GetRequiredService<Server.Keys.Vault>().OpenAsync(slot, default);

        Assert.Throws<Cryptography.EnvelopeException>(() => key.Key.Open(
            piece, Server.Privacy.PersonExport.Context(id, 0, person)).Dispose());
        var settings = service.Parts.GetRequiredService<Settings>();
        string[] forms = [code, code.Replace("-", "", StringComparison.Ordinal)];
        foreach (var file in Files(settings.Data).Concat(Files(settings.KeysDirectory)))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.All(forms, form => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(form))));
        }

        static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
            .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_a_link_nor_a_code_of_somebody_else_opens_anything()
    {
        await using var service = await StartAsync();
        var (ana, anas) = await OrderAsync(service);
        await service.AskAsync(Ben, "where are you?");
        var (ben, bens) = await service.OrderAsync(Ben);

        await AssertRefusedAsync(ana, bens);
        await AssertRefusedAsync(ben, anas);
    }

    [Fact]
    public async Task What_there_is_not_answers_exactly_as_what_there_is()
    {
        await using var service = await StartAsync();
        var (link, _) = await OrderAsync(service);
        var unknown = new Uri(link, new string('0', 31) + "1");

        Assert.Equal(await TextAsync(ExportedData.GetAsync(link)), await TextAsync(ExportedData.GetAsync(unknown)));
        Assert.Equal(
            await TextAsync(ExportedData.SendAsync(link, "0000-0000-0000")),
            await TextAsync(ExportedData.SendAsync(unknown, "0000-0000-0000")));
        foreach (var odd in new[] { "x", "..%2f..%2fetc%2fpasswd", new string('a', 2000), "<script>" })
        {
            using var page = await ExportedData.SendAsync(new Uri(link, odd), "0000-0000-0000");
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            AssertGuarded(page);
        }
    }

    [Fact]
    public async Task Odd_forms_are_refused_and_cost_nothing()
    {
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);
        HttpContent[] odd =
        [
            new ByteArrayContent([]), new StringContent($"code={code}"), new ByteArrayContent(new byte[5 << 20]),
            new StringContent($"{{\"code\":\"{code}\"}}", Encoding.UTF8, "application/json"),
            new MultipartFormDataContent { { new StringContent(code), "code" } },
            Form(new string('&', 200)), Form("code=%"), Form("code=%zz"), Form("code"), Form("code=" + new string('A', 4000)),
        ];
        foreach (var content in odd)
        {
            using var answer = await ExportedData.PostAsync(link, content);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var zip = await ExportedData.DownloadAsync(link, code);
        Assert.NotEmpty(zip.Messages());
    }

    [Fact]
    public async Task The_link_goes_to_the_address_that_people_can_reach()
    {
        await using var service = await StartAsync(("PublicUrl", "https://bot.salon.example/hermetic"));
        var (link, _) = await OrderAsync(service);

        Assert.StartsWith("https://bot.salon.example/hermetic/export/", link.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_codes_takes_a_few_places_in_the_queue_and_leaves_the_rest_to_webhooks()
    {
        const int Flood = 100;
        const int Most = Server.Privacy.ExportEndpoint.AtOnce + Server.Privacy.ExportEndpoint.Waiting;
        await using var service = await StartAsync();
        var (link, code) = await OrderAsync(service);
        using var writerIsFree = new ManualResetEventSlim();
        var busy = service.Database.CommitAsync(_ => writerIsFree.Wait(Patience));

        var answers = Enumerable.Range(0, Flood)
            .Select(one => ExportedData.SendAsync(new Uri(link, $"{one:x32}"), "0000-0000-0000")).ToList();
        await UntilAsync(() => answers.Count(one => one.IsCompleted) == Flood - Most, "those who find no place");
        writerIsFree.Set();
        Assert.True(await busy);
        var statuses = (await Task.WhenAll(answers)).Select(one => one.StatusCode).ToList();

        Assert.Equal(Most, statuses.Count(one => one == HttpStatusCode.Forbidden));
        Assert.Equal(Flood - Most, statuses.Count(one => one == HttpStatusCode.ServiceUnavailable));
        using var zip = await ExportedData.DownloadAsync(link, code);
        Assert.NotEmpty(zip.Messages());
    }

    private static async Task<(Uri Link, string Code)> OrderAsync(RunningService service)
    {
        await service.AskAsync(Ana, "where are you?");
        return await service.OrderAsync(Ana);
    }

    private static RawForm Form(string body) => new RawForm(body);

    private static async Task AssertRefusedAsync(Uri link, string code)
    {
        using var answer = await ExportedData.SendAsync(link, code);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        AssertGuarded(answer);
        Assert.Contains("does not open anything", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static void AssertGuarded(HttpResponseMessage answer)
    {
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> answer)
    {
        using var page = await answer;
        return $"{(int)page.StatusCode} {await page.Content.ReadAsStringAsync()}";
    }

    private static async Task<List<string>> RecordedAsync(RunningService service)
    {
        await RunningService.UntilAsync(() => service.Database.Read(LedgerEntries.Lag) == 0, "the numbering");
        return
        [
            .. Enumerable.Range(0, 200)
                .Select(position => service.Database.Read(session => LedgerEntries.Find(session, position)))
                .OfType<ReadOnlyMemory<byte>>()
                .Select(body => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("action").GetString()!)
                .Where(action => action.StartsWith("subject.export", StringComparison.Ordinal)),
        ];
    }

    /// <summary>How many pieces of the copy are left.</summary>
    private static int Left(RunningService service, Uri link)
    {
        var id = Guid.ParseExact(link.Segments[^1], "N");
        return service.Database.Read(session => Exports.Piece(session, id, 0)) is null ? 0 : 1;
    }

    private sealed class RawForm : FormUrlEncodedContent
    {
        private readonly byte[] _body;

        internal RawForm(string body) : base([]) => _body = Encoding.UTF8.GetBytes(body);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(_body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
