using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hermetic.WhatsApp.Tests;

/// <summary>One bad element costs nobody else anything.</summary>
public sealed class HostileBodyTests
{
    private const string Neighbour =
        """{"from":"34600111222","id":"wamid.N","timestamp":"1700000000","type":"text","text":{"body":"here"}}""";

    [Fact]
    public void Whatever_is_wrong_anywhere_in_a_message_its_neighbour_is_typed()
    {
        foreach (var message in Elements("messages"))
        {
            foreach (var odd in JsonMutation.Everywhere(message))
            {
                var content = Bodies.Read(Bodies.Messages(odd, Neighbour));
                Assert.Equal(2, content.Elements.Count + content.Parked.Count);
                Assert.Equal("wamid.N", content.Elements[^1].Id.Show());
            }
        }
    }

    [Fact]
    public void Whatever_is_wrong_anywhere_in_a_field_the_message_in_the_next_change_is_typed()
    {
        foreach (var vector in BodyVectors.Kinds.Where(vector => vector.Typed.Any(kind => kind.StartsWith("field:", StringComparison.Ordinal))))
        {
            foreach (var odd in JsonMutation.Everywhere(Change(vector)["value"]!.ToJsonString()))
            {
                var field = Change(vector)["field"]!.ToJsonString();
                var body = Bodies.Messages(Neighbour).Replace("\"changes\":[", $"\"changes\":[{{\"field\":{field},\"value\":{odd}}},", StringComparison.Ordinal);
                Assert.Equal("wamid.N", Bodies.Read(body).Elements[^1].Id.Show());
            }
        }
    }

    [Fact]
    public void A_body_that_ends_too_early_is_refused_wherever_it_ends()
    {
        foreach (var body in BodyVectors.Kinds.Select(vector => Encoding.UTF8.GetBytes(vector.Body)))
        {
            for (var length = 0; length < body.Length; length += 11)
                Assert.Throws<WebhookFormatException>(() => WebhookReader.Read(body.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Printing_an_element_of_any_kind_prints_no_content()
    {
        foreach (var content in Bodies.Corpus.Select(Bodies.Read))
        {
            var printed = string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join('\n', content.Elements)}{string.Join('\n', content.Parked)}{string.Join('\n', content.ErrorsBesideMessages)}");
            foreach (var secret in (string[])["34600111222", "972987654321", "Ana", "Hola", "wamid", "ES.1", "US.1", "37.46", "SKU"])
                Assert.DoesNotContain(secret, printed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_of_content_and_every_field_has_a_vector()
    {
        var elements = BodyVectors.Kinds.SelectMany(vector => Bodies.Read(vector.Body).Elements).ToList();
        var seen = elements.Select(element => element.GetType())
            .Concat(elements.OfType<InboundMessage>().Select(message => message.Content.GetType()))
            .Append(typeof(TextMessage))
            // A call is an item of its field, and becomes this only when it is read from a row.
            .Append(typeof(IncomingCall)).ToHashSet();
        var known = typeof(WebhookElement).Assembly.GetTypes().Where(type => type.IsSealed
            && (type.IsSubclassOf(typeof(WebhookElement)) || type.IsSubclassOf(typeof(MessageContent))));
        Assert.Empty(known.Except(seen));
    }

    private static IEnumerable<string> Elements(string list) =>
        BodyVectors.Kinds.Select(vector => Change(vector)["value"]![list]).OfType<JsonArray>().Select(items => items[0]!.ToJsonString());

    private static JsonNode Change(BodyVector vector) => JsonNode.Parse(vector.Body)!["entry"]![0]!["changes"]![0]!;
}
