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
    public void Everything_is_typed_except_placeholders_a_payment_and_an_empty_message()
    {
        foreach (var (file, content, manifest) in Read())
        {
            if (content.Parked.Count == 0)
                Assert.Equal((file, string.Join(' ', manifest)), (file, string.Join(' ', content.Elements.Select(e => e.Kind))));
            foreach (var parked in content.Parked)
            {
                Assert.Equal((file, true), (file, parked.Reason switch
                {
                    ParkReason.MalformedSender or ParkReason.MalformedRecipient => HasPlaceholder(parked.Raw.Show()),
                    ParkReason.PaymentStatus => manifest is ["status:<captured | failed | pending>"],
                    ParkReason.UnknownMessageType => manifest is ["message:interactive/None"],
                    _ => false,
                }));
            }
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
    public void A_typed_message_or_echo_parses_again_from_its_own_bytes()
    {
        foreach (var message in Read().SelectMany(row => row.Content.Elements))
        {
            WebhookReaderProperties.AssertParsesAgain(message);
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

    private static bool HasPlaceholder(string raw) =>
        !System.Text.RegularExpressions.Regex.IsMatch(raw, "\"(from|to)\": \"[0-9]");

    // The manifest has a word for what has no type, and quotes a placeholder; the reader names neither.
    private static string Documented(string kind) => kind switch
    {
        "message:?" or "status:<captured | failed | pending>" => "undocumented",
        "message:interactive/None" => "message:interactive",
        _ => kind,
    };
}
