using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A text with one button that opens a web page (<c>cta_url</c>).</summary>
public sealed class OutboundLink : InteractiveMessage
{
    private readonly ReadOnlyMemory<byte> _label;
    private readonly ReadOnlyMemory<byte> _url;

    /// <summary>Takes text, label and address.</summary>
    /// <param name="body">1 to 1024 characters.</param>
    /// <param name="label">What the button says: 1 to 20 characters.</param>
    /// <param name="url">An https address, up to 2000 characters, ASCII, without user or spaces.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, or not such an address.</exception>
    public OutboundLink(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> label, ReadOnlyMemory<byte> url)
        : base("cta_url"u8, body, mostBody: 1024)
    {
        _label = WireText.Require(label, 20, "label of a link");
        _url = WireText.Require(url, 2000, "address of a link");
        if (!IsHttps(url.Span))
            throw new ArgumentException("A link is an https address in ASCII.", nameof(url));
    }

    /// <summary>What stands above the body; null when nothing does.</summary>
    public InteractiveHeader? Header { get; init; }

    private protected override void WriteHeader(Utf8JsonWriter writer) => Header?.Write(writer);

    private protected override void WriteAction(Utf8JsonWriter writer)
    {
        writer.WriteString("name"u8, "cta_url"u8);
        writer.WriteStartObject("parameters"u8);
        writer.WriteString("display_text"u8, _label.Span);
        writer.WriteString("url"u8, _url.Span);
        writer.WriteEndObject();
    }

    // Read as bytes: an address can hold a person's token, and Uri would keep it in strings.
    private static bool IsHttps(ReadOnlySpan<byte> url)
    {
        if (!url.StartsWith("https://"u8) || url.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
            return false;
        var rest = url["https://"u8.Length..];
        var end = rest.IndexOfAny("/?#"u8);
        var host = end < 0 ? rest : rest[..end];
        return !host.IsEmpty && host.IndexOfAny("@\\"u8) < 0;
    }
}
