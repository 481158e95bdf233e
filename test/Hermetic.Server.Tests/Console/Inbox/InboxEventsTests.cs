using System.Net;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Console;

public sealed class InboxEventsTests
{
    [Fact]
    public async Task A_stream_tells_in_which_conversation_something_happened_and_never_what()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        using var patience = new CancellationTokenSource(Patience);
        var (browser, first, second) = await TestBrowser.OwnerAsync(service);
        await using var lines = (await OpenAsync(service, browser, "", patience.Token)).GetAsyncEnumerator(patience.Token);
        Assert.Equal("here", await NextAsync(lines));

        // Looking changes nothing; writing does.
        var looked = service.Conversation.Id;
        using (await browser.GetAsync($"/console/inbox/{looked.Value}"))
        {
        }
        await service.AskAsync(Ben, "do you have parking?");
        var written = service.Database.Read(Storage.Conversations.List).Single(row => row.Id != looked).Id;
        Assert.Equal("changed", await NextAsync(lines));
        Assert.Equal($$"""{"conversations":["{{written.Value}}"]}""", await DataAsync(lines));
        Dispose(browser, first, second);
    }

    [Fact]
    public async Task Whoever_comes_back_is_told_what_they_missed_and_hears_no_more_once_their_session_ends()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        using var patience = new CancellationTokenSource(Patience);
        var (browser, first, second) = await TestBrowser.OwnerAsync(service);
        await using var lines = (await OpenAsync(service, browser, "?since=0", patience.Token)).GetAsyncEnumerator(patience.Token);
        Assert.Equal("here", await NextAsync(lines));
        Assert.Equal("changed", await NextAsync(lines));

        var session = Assert.Single(await service.Parts.GetRequiredService<Sessions>().OfAsync(Owner(service), default)).Row;
        Assert.True(await service.Parts.GetRequiredService<Sessions>().EndAsync(
            session.Staff, session.Id, Sessions.Record("session.end", session.Staff)));
        Assert.Equal("signed-out", await NextAsync(lines));
        Dispose(browser, first, second);
    }

    [Fact]
    public async Task Whoever_may_not_read_conversations_hears_nothing()
    {
        await using var stage = await ConsoleStage.OpenAsync([Permission.ReadLedger]);
        using var refused = await stage.GetAsync("/console/inbox/events");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static StaffId Owner(RunningService service) =>
        Assert.Single(service.Database.Read(Storage.Identity.RoleGrants.All)).Staff;

    private static void Dispose(params IDisposable[] all)
    {
        foreach (var one in all)
            one.Dispose();
    }

    private static async Task<IAsyncEnumerable<string>> OpenAsync(
        RunningService service, TestBrowser browser, string query, CancellationToken cancel)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Address, "/console/inbox/events" + query));
        request.Headers.Host = new Uri(browser.Origin).Authority;
        request.Headers.Add("Cookie", string.Join("; ", browser.Stolen().Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", Assert.Single(response.Headers.GetValues("Cache-Control")));
        return LinesAsync(new StreamReader(await response.Content.ReadAsStreamAsync(cancel)), cancel);
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        StreamReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        while (await reader.ReadLineAsync(cancel) is { } line)
            yield return line;
    }

    private static Task<string> NextAsync(IAsyncEnumerator<string> lines) => FindAsync(lines, "event: ");

    private static Task<string> DataAsync(IAsyncEnumerator<string> lines) => FindAsync(lines, "data: ");

    private static async Task<string> FindAsync(IAsyncEnumerator<string> lines, string name)
    {
        while (await lines.MoveNextAsync())
        {
            if (lines.Current.StartsWith(name, StringComparison.Ordinal))
                return lines.Current[name.Length..];
        }
        throw new InvalidOperationException("The stream ended.");
    }
}
