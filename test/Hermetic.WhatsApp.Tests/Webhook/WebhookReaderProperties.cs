using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Hermetic.WhatsApp.Tests;

public sealed class WebhookReaderProperties
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 1000 };

    [Fact]
    public void Whatever_JSON_comes_nothing_is_thrown_and_count_in_is_count_out() =>
        JsonMutation.Of(Bodies.Corpus).Sample(
            json =>
            {
                var content = Bodies.Read(json);
                using var document = JsonDocument.Parse(json, s_deep);
                Assert.Equal(NaiveCount.Of(document.RootElement), content.Elements.Count + content.Parked.Count);
            },
            iter: 2000);

    [Fact]
    public void Whatever_JSON_comes_every_element_holds_a_JSON_value_of_its_own_and_can_be_explained() =>
        JsonMutation.Of(Bodies.Corpus).Sample(
            json =>
            {
                var content = Bodies.Read(json);
                foreach (var raw in content.Elements.Select(e => e.Raw).Concat(content.Parked.Select(p => p.Raw)))
                    JsonDocument.Parse(raw, s_deep).Dispose();
                foreach (var element in content.Elements)
                    AssertParsesAgain(element);
                Assert.Equal(content.Parked.Count, WebhookExplanationTests.Explain(content).Parked.Sum(row => row.Count));
            },
            iter: 1000);

    [Fact]
    public void A_body_says_the_same_however_its_JSON_is_written()
    {
        foreach (var json in Bodies.Corpus)
        {
            var expected = Summary(Bodies.Read(json));
            Assert.Equal(expected, Summary(Bodies.Read(JsonMutation.EscapeEveryCharacter(json))));
            Assert.Equal(expected, Summary(Bodies.Read(JsonMutation.Spread(json))));
        }
    }

    [Fact]
    public void Two_bodies_in_one_contain_what_both_contain() =>
        Gen.Int[0, Bodies.Corpus.Count - 1].Array[2].Sample(
            indexes =>
            {
                var bodies = indexes.Select(index => JsonNode.Parse(Bodies.Corpus[index])).ToList();
                if (!bodies.TrueForAll(body => body is JsonObject root && root["entry"] is JsonArray))
                    return;
                var both = new JsonObject
                {
                    ["entry"] = new JsonArray([.. bodies.SelectMany(body => body!["entry"]!.AsArray()).Select(Clone)]),
                };
                Assert.Equal(
                    string.Concat(indexes.Select(index => Kinds(Bodies.Read(Bodies.Corpus[index])))),
                    Kinds(Bodies.Read(both.ToJsonString())));
            },
            iter: 500);

    [Fact]
    public void Whatever_bytes_come_they_are_read_like_any_other_JSON_or_refused_as_none() =>
        Gen.Select(
            Gen.Int[0, Bodies.Corpus.Count - 1],
            Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 4],
            (index, edits) =>
            {
                var body = Encoding.UTF8.GetBytes(Bodies.Corpus[index]);
                foreach (var (at, octet) in edits)
                    body[at % body.Length] = octet;
                return body;
            }).Sample(
            body =>
            {
                var expected = CountIfJson(body);
                if (expected is null)
                {
                    Assert.Throws<WebhookFormatException>(() => WebhookReader.Read(body));
                    return;
                }
                var content = WebhookReader.Read(body);
                Assert.Equal(expected, content.Elements.Count + content.Parked.Count);
            },
            iter: 8000);

    internal static void AssertParsesAgain(WebhookElement element)
    {
        WebhookElement? again = element switch
        {
            InboundMessage message => InboundMessage.Parse(message.Raw.ToArray()) with { Contact = message.Contact },
            MessageEcho echo => MessageEcho.Parse(echo.Raw.ToArray()) with { Contact = echo.Contact },
            _ => null,
        };
        if (again is not null)
        {
            again = again with { EntryId = element.EntryId, PhoneNumberId = element.PhoneNumberId };
            Assert.Equal(Describe.Everything(element), Describe.Everything(again));
        }
    }

    private static JsonNode? Clone(JsonNode? node) => node?.DeepClone();

    private static string Kinds(WebhookContent content) =>
        string.Concat(content.Elements.Select(element => element.Kind + ' '));

    private static string Summary(WebhookContent content) => string.Join('\n',
    [
        .. content.Elements.Concat(content.ErrorsBesideMessages).Select(WithoutRaw),
        .. content.Parked.Select(p => $"{p.Reason} {p.Kind} {p.Id.Show()} {p.EntryId.Show()} {Person(p.Person)}"),
    ]);

    // Raw bytes are as they were written, and here they are written in different ways.
    private static string WithoutRaw(WebhookElement element) =>
        string.Join(", ", Describe.Members(element).Where(member => !member.Contains("Raw", StringComparison.Ordinal)));

    private static string Person(SenderIdentity? person) =>
        $"{person?.UserId.Show()} {person?.PhoneNumber.Show()} {person?.ParentUserId.Show()}";

    private static int? CountIfJson(byte[] body)
    {
        try
        {
            // Another UTF-8 decoder than the reader's, which refuses what is malformed.
            using var document = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body), s_deep);
            return NaiveCount.Of(document.RootElement);
        }
        catch (Exception refusal) when (refusal is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
