using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A text with a button that sends back where the person is.</summary>
/// <param name="body">1 to 1024 characters.</param>
/// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
public sealed class OutboundLocationRequest(ReadOnlyMemory<byte> body)
    : InteractiveMessage("location_request_message"u8, body, mostBody: 1024)
{
    private protected override void WriteHeader(Utf8JsonWriter writer)
    {
        // This kind has none.
    }

    private protected override void WriteAction(Utf8JsonWriter writer) =>
        writer.WriteString("name"u8, "send_location"u8);
}
