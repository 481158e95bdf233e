using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Bodies as Meta and others delivered them, against a list of what each contains.</summary>
public sealed class WebhookFixtureTests
{
    private static readonly string? s_folder = Repository.Fixtures("whatsapp");

    [Fact]
    public void Every_element_of_the_manifest_is_typed_or_parked_under_its_name()
    {
        foreach (var (file, content, manifest) in Read())
        {
            var found = content.Elements.Select(element => (string?)element.Kind).Concat(content.Parked.Select(p => p.Kind));
            Assert.Equal(
                (file, string.Join('\n', manifest.Select(Documented).Order(StringComparer.Ordinal))),
                (file, string.Join('\n', found.Select(kind => kind ?? "undocumented").Order(StringComparer.Ordinal))));
        }
    }

    [Fact]
    public void Every_documented_kind_that_is_typed_is_typed_unless_its_sender_is_a_placeholder()
    {
        string[] typed = ["message:text", "message:button", "message:interactive/button_reply",
            "message:interactive/list_reply", "status:sent", "status:delivered", "status:read", "status:played", "status:failed"];
        foreach (var (file, content, manifest) in Read())
        {
            var expected = manifest.Intersect(typed, StringComparer.Ordinal).ToArray();
            if (content.Parked is [{ Reason: ParkReason.MalformedSender }] && file.StartsWith("metapostman", StringComparison.Ordinal))
                Assert.DoesNotMatch("\"from\": \"[0-9]", content.Parked[0].Raw.Show());
            else
                Assert.Equal((file, string.Join(' ', expected)), (file, string.Join(' ', content.Elements.Select(e => e.Kind))));
        }
    }

    [Fact]
    public void A_naive_count_agrees()
    {
        foreach (var (file, content, manifest) in Read())
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder!, "inbound", file)));
            var count = content.Elements.Count + content.Parked.Count;
            Assert.Equal((file, NaiveCount.Of(document.RootElement)), (file, count));
            Assert.Equal((file, manifest.Length), (file, count));
        }
    }

    [Fact]
    public void A_typed_message_parses_again_from_its_own_bytes()
    {
        foreach (var message in Read().SelectMany(row => row.Content.Elements).OfType<InboundMessage>())
        {
            var again = InboundMessage.Parse(message.Raw.ToArray());
            Assert.Equal((message.Kind, message.Id, message.Sender, message.Content), (again.Kind, again.Id, again.Sender, again.Content));
            Assert.Equal((message.Timestamp, message.Context), (again.Timestamp, again.Context));
        }
    }

    private static List<(string File, WebhookContent Content, string[] Manifest)> Read()
    {
        Assert.SkipWhen(s_folder is null, "The fixtures are not beside this checkout.");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "inbound-manifest.json")));
        var rows = manifest.RootElement.EnumerateObject().Select(row => (
            row.Name,
            WebhookReader.Read(File.ReadAllBytes(Path.Combine(s_folder, "inbound", row.Name))),
            row.Value.EnumerateArray().Select(kind => kind.GetString()!).ToArray())).ToList();
        Assert.Equal(96, rows.Count);
        return rows;
    }

    // The manifest names events inside a field and words that nobody documents; the reader names neither.
    private static string Documented(string kind) => kind switch
    {
        "message:?" or "status:RINGING" or "status:<captured | failed | pending>" => "undocumented",
        "message:interactive/None" => "message:interactive",
        _ when kind.StartsWith("field:", StringComparison.Ordinal) => kind.Split('/')[0],
        _ => kind,
    };
}
