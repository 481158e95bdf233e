using System.Text;
using System.Text.Json;
using Hermetic.Server.Verbs;
using Hermetic.Testing;

namespace Hermetic.Server.Tests;

/// <summary><c>webhook explain --json</c>: a line out for each line in, whatever the line holds.</summary>
public sealed class WebhookVerbTests
{
    private const string Text = """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
          "messaging_product":"whatsapp","metadata":{"phone_number_id":"1"},"messages":[
            {"from":"4915112345678","id":"wamid.1","timestamp":"1753851315","type":"text","text":{"body":"hello"}},
            {"from":"4915112345678","id":"wamid.2","timestamp":"1753851315","type":"nonsense"}]}}]}]}
        """;

    [Fact]
    public async Task Each_line_is_answered_in_its_order_with_kinds_ids_and_reasons()
    {
        var (exit, lines) = await ExplainAsync(Line(Text), "", Line("this is no JSON"), Line("{}"));

        Assert.Equal(0, exit);
        Assert.Equal(
            [
                """{"items":[{"kind":"message:text","id":"wamid.1"}],"parked":[{"reason":"unknown_message_type","count":1}]}""",
                """{"items":[],"parked":[{"reason":"not_json","count":1}]}""",
            ],
            lines.Take(2));
        Assert.Equal(3, lines.Count);
    }

    [Theory]
    [InlineData("not a line of JSON")]
    [InlineData("""{"file":"a"}""")]
    [InlineData("""{"file":"a","body64":"*"}""")]
    [InlineData("""{"file":"a","body64":7}""")]
    [InlineData("[]")]
    public async Task A_line_of_another_form_ends_it_with_an_error_and_what_came_before_is_answered(string odd)
    {
        var (exit, lines) = await ExplainAsync(Line(Text), odd, Line(Text));

        Assert.Equal(1, exit);
        Assert.Single(lines);
    }

    [Fact]
    public async Task A_line_is_answered_before_the_next_one_is_there()
    {
        var to = new MemoryStream();
        var from = new System.IO.Pipelines.Pipe();
        var explaining = WebhookVerb.StreamAsync(from.Reader.AsStream(), to, default);

        await from.Writer.WriteAsync(Encoding.UTF8.GetBytes(Line(Text) + "\n"));
        await RunningService.UntilAsync(() => to.Length > 0, "the first answer");

        await from.Writer.CompleteAsync();
        Assert.Equal(0, await explaining);
    }

    [Fact]
    public async Task Every_fixture_is_answered_with_what_is_in_it()
    {
        var folder = Repository.Fixtures("whatsapp/inbound");
        Assert.SkipWhen(folder is null, "The fixtures are not here.");
        var files = Directory.GetFiles(folder!, "*.json").Order(StringComparer.Ordinal).ToList();

        var (exit, lines) = await ExplainAsync([.. files.Select(file => Line(File.ReadAllBytes(file)))]);

        Assert.Equal((0, files.Count), (exit, lines.Count));
        Assert.All(lines, line =>
        {
            var told = JsonDocument.Parse(line).RootElement;
            Assert.True(told.GetProperty("items").GetArrayLength() + told.GetProperty("parked").GetArrayLength() > 0, line);
        });
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_fails_and_the_others_are_explained_all_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-webhook-");
        var file = new FileInfo(Path.Combine(folder.FullName, "body.json"));
        await File.WriteAllTextAsync(file.FullName, Text);

        Assert.Equal(0, await WebhookVerb.ExplainAsync([file], json: false, showContent: false, default));
        Assert.Equal(1, await WebhookVerb.ExplainAsync(
            [new(Path.Combine(folder.FullName, "missing")), file], json: true, showContent: false, default));
        folder.Delete(recursive: true);
    }

    private static string Line(string body) => Line(Encoding.UTF8.GetBytes(body));

    private static string Line(byte[] body) => JsonSerializer.Serialize(new { file = "a.json", body64 = body });

    private static async Task<(int Exit, IReadOnlyList<string> Lines)> ExplainAsync(params string[] lines)
    {
        using var to = new MemoryStream();
        using var from = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var exit = await WebhookVerb.StreamAsync(from, to, default);
        return (exit, Encoding.UTF8.GetString(to.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
