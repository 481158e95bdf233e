using System.Net;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// A body whose connection breaks after <paramref name="sent"/> bytes; its length was announced whole.
/// </summary>
internal sealed class CutContent(ReadOnlyMemory<byte> body, int sent) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(body[..sent]);
        await stream.FlushAsync();
        throw new IOException("The connection is cut here on purpose.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
