using System.Buffers;
using System.Text.Json;

namespace Hermetic.WhatsApp.Tests;

public sealed class WebhookExplanationTests
{
    [Fact]
    public void A_body_is_explained_in_exactly_these_members()
    {
        var content = Bodies.Read(Bodies.Messages(Bodies.Text, Bodies.Text.Replace("\"text\",", "\"hologram\","), "7", "8"));
        Assert.Equal(
            """{"items":[{"kind":"message:text","id":"wamid.A=="}],"parked":[{"reason":"unexpected_shape","count":2},{"reason":"unknown_message_type","count":1}]}""",
            Write(content));
    }

    [Fact]
    public void An_empty_body_has_two_empty_lists() =>
        Assert.Equal("""{"items":[],"parked":[]}""", Write(Bodies.Read("""{"entry":[]}""")));

    [Fact]
    public void An_id_with_half_a_surrogate_pair_is_still_written()
    {
        var content = Bodies.Read(Bodies.Messages(Bodies.Text.Replace("wamid.A==", "wamid.\\ud800\\\"", StringComparison.Ordinal)));
        Assert.Equal("wamid.\ufffd\"", Explain(content).Items[0].Id);
    }

    internal static (List<(string Kind, string Id)> Items, List<(string Reason, int Count)> Parked) Explain(WebhookContent content)
    {
        using var document = JsonDocument.Parse(Write(content));
        return (
            [.. document.RootElement.GetProperty("items").EnumerateArray()
                .Select(item => (item.GetProperty("kind").GetString()!, item.GetProperty("id").GetString()!))],
            [.. document.RootElement.GetProperty("parked").EnumerateArray()
                .Select(row => (row.GetProperty("reason").GetString()!, row.GetProperty("count").GetInt32()))]);
    }

    private static string Write(WebhookContent content)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written))
            WebhookExplanation.WriteJson(content, writer);
        return written.WrittenMemory.Show();
    }
}
