using System.Net;
using Hermetic.Domain;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Console;

public sealed class InboxEventsTests
{
    [Fact]
    public async Task A_stream_tells_in_which_conversation_something_happened_and_never_what()
    {
        await using var stage = await ConsoleStage.OpenAsync([.. Roles.Grants(Role.Agent)]);
        await stage.Service.AskAsync(Ana, "where are you?");
        var id = stage.Service.Conversation.Id.Value;
        using var patience = new CancellationTokenSource(Patience);
        await using var lines = (await OpenAsync(stage, "/console/inbox/events", patience.Token)).GetAsyncEnumerator(patience.Token);
        Assert.Equal("here", await NextAsync(lines));

        // Looking changes nothing; writing does.
        await stage.ReadAsync("/console/inbox");
        await stage.Service.Phones.SendTextAsync(Ana, "do you have parking?");
        Assert.Equal("changed", await NextAsync(lines));
        Assert.Equal($$"""{"conversations":["{{id}}"]}""", await DataAsync(lines));
    }

    [Fact]
    public async Task Whoever_comes_back_is_told_what_they_missed()
    {
        await using var stage = await ConsoleStage.OpenAsync([.. Roles.Grants(Role.Agent)]);
        await stage.Service.AskAsync(Ana, "where are you?");
        using var patience = new CancellationTokenSource(Patience);
        await using var lines = (await OpenAsync(stage, "/console/inbox/events?since=0", patience.Token)).GetAsyncEnumerator(patience.Token);
        Assert.Equal("here", await NextAsync(lines));
        Assert.Equal("changed", await NextAsync(lines));
    }

    [Fact]
    public async Task Whoever_may_not_read_conversations_hears_nothing()
    {
        await using var stage = await ConsoleStage.OpenAsync([Permission.ReadLedger]);
        using var refused = await stage.GetAsync("/console/inbox/events");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static async Task<IAsyncEnumerable<string>> OpenAsync(ConsoleStage stage, string path, CancellationToken cancel)
    {
        var response = await stage.StreamAsync(path, cancel);
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
