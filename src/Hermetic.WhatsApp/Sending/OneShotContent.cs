using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// A request's JSON that can be written to a connection once. SocketsHttpHandler repeats a request by itself
/// when a pooled connection turns out dead; the API has no idempotency key, so a second writing is refused,
/// whatever the handler believes about the first.
/// </summary>
/// <remarks>The bytes stand in one pinned array that is wiped on disposal; what HttpClient and TLS copy from
/// it
/// is out of our hands.</remarks>
internal sealed class OneShotContent : HttpContent
{
    // UTF-8 as it is, instead of six bytes for each character beyond ASCII. Nothing here is HTML.
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly WipedBuffer _json = new();
    private int _writings;

    /// <summary>An object with the members that are written.</summary>
    public OneShotContent(Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(_json, s_options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>An object that begins with <c>messaging_product</c>.</summary>
    public static OneShotContent Messaging(Action<Utf8JsonWriter> write) => new(writer =>
    {
        writer.WriteString("messaging_product"u8, "whatsapp"u8);
        write(writer);
    });

    /// <summary>Whether writing to a connection has begun. Until then no byte of the content can have
    /// left.</summary>
    public bool HasBegun => Volatile.Read(ref _writings) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writings) > 1)
            throw new IOException("The request was written once already and is not repeated.");
        await stream.WriteAsync(_json.Written, cancellationToken);
    }

    // Always given, so that a request cut off after its headers is never mistaken for a whole one.
    protected override bool TryComputeLength(out long length)
    {
        length = _json.Written.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _json.Dispose();
        base.Dispose(disposing);
    }
}
