using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Hermetic.WhatsApp.Tests;

public sealed class CloudApiClientProperties
{
    private static readonly string[] s_answers =
    [
        """{"messaging_product":"whatsapp","contacts":[{"input":"+34600111222","wa_id":"34600111222"}],"messages":[{"id":"wamid.A"}]}""",
        """{"error":{"message":"(#131047) x","type":"OAuthException","code":131047,"error_data":{"messaging_product":"whatsapp","details":"x"},"fbtrace_id":"A"}}""",
        """{"success":true}""",
    ];

    // Quotes, controls, both halves of surrogate pairs side by side: what goes wrong when JSON is written by hand.
    private static readonly string[] s_scraps =
        ["\"", "\\", "\n", "\0", "\u001f", "\u007f", "\u2028", "</script>", "👍🏽", "ä", "א", "{{1}}", "a", "b c", "\u00e4\\u00e4"];

    private static readonly int[] s_statuses = [200, 201, 302, 400, 500];

    private static readonly Gen<string> s_text = Gen.Int[0, s_scraps.Length - 1].Select(index => s_scraps[index])
        .Array[1, 10].Select(string.Concat).Where(text => text.Length <= 20);

    [Fact]
    public async Task Whatever_a_text_says_it_arrives_as_it_was() =>
        await s_text.SampleAsync(
            async text =>
            {
                foreach (var (message, path) in Carriers(text))
                {
                    var node = JsonNode.Parse(await BodyAsync(message))!;
                    foreach (var step in path)
                        node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
                    Assert.Equal(text, (string)node!);
                }
            },
            iter: 300, threads: 1);

    [Fact]
    public async Task Whatever_answer_comes_nothing_is_thrown_and_only_a_plain_id_or_code_is_believed() =>
        await Gen.Select(JsonMutation.Of(s_answers), Gen.Int[0, s_statuses.Length - 1].Select(index => s_statuses[index])).SampleAsync(
            async (json, status) =>
            {
                using var http = new HttpClient(new Recorded(_ => new((HttpStatusCode)status) { Content = new StringContent(json) }));
                var client = new CloudApiClient(http, Files.Options(new("https://graph.example")));
                var outcome = await client.SendAsync("1", Recipient.PhoneNumber("+1".Utf8()), OutboundMessage.Text("x".Utf8()), "a1", default);
                var believed = outcome switch
                {
                    SendOutcome.Accepted accepted => status is 200 or 201 && json.Contains("messages", StringComparison.Ordinal) && !accepted.Wamid.IsEmpty,
                    SendOutcome.Rejected rejected => status >= 300 && GraphErrors.Find(rejected.Code).Advice == rejected.Advice,
                    SendOutcome.Unknown unknown => unknown.HttpStatus == status,
                    _ => false,
                };
                Assert.True(believed, $"{outcome} from {status} {json}");
            },
            iter: 3000, threads: 1);

    private static IEnumerable<(OutboundMessage Message, string[] Path)> Carriers(string text)
    {
        var (utf8, x, media) = (text.Utf8(), "x".Utf8(), Files.Id);
        yield return (new OutboundText(utf8), ["text", "body"]);
        yield return (new OutboundButtons(utf8, new ReplyButton(x, x)), ["interactive", "body", "text"]);
        yield return (new OutboundButtons(x, new ReplyButton(x, utf8)), ["interactive", "action", "buttons", "0", "reply", "title"]);
        yield return (new OutboundList(x, utf8, new ListSection(default, [new(x, x)])), ["interactive", "action", "button"]);
        yield return (new OutboundList(x, x, new ListSection(utf8, [new(x, x)])), ["interactive", "action", "sections", "0", "title"]);
        yield return (new OutboundList(x, x, new ListSection(x, [new(utf8, x)])), ["interactive", "action", "sections", "0", "rows", "0", "id"]);
        yield return (OutboundMedia.Document(media, utf8), ["document", "filename"]);
        yield return (OutboundMedia.Image(media, utf8), ["image", "caption"]);
        yield return (new OutboundLocation(1, 2) { Name = utf8 }, ["location", "name"]);
        yield return (OutboundReaction.With(x, utf8), ["reaction", "emoji"]);
        yield return (new OutboundContacts(new OutboundContact(utf8, x)), ["contacts", "0", "name", "formatted_name"]);
        yield return (
            new OutboundTemplate("a", "en") { Body = [TemplateParameter.Text(utf8)] },
            ["template", "components", "0", "parameters", "0", "text"]);
    }

    private static async Task<string> BodyAsync(OutboundMessage message)
    {
        var kept = new Body();
        using var http = new HttpClient(kept);
        var client = new CloudApiClient(http, Files.Options(new("https://graph.example")));
        await client.SendAsync("1", Recipient.PhoneNumber("+1".Utf8()), message, "a1", default);
        return kept.Text!;
    }

    private sealed class Body : HttpMessageHandler
    {
        public string? Text { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var wire = new MemoryStream();
            await request.Content!.CopyToAsync(wire, cancellationToken);
            Text = Encoding.UTF8.GetString(wire.ToArray());
            return new() { Content = new StringContent("{}") };
        }
    }
}
