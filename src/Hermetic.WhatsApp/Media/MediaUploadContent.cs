using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>The form of an upload (RFC 7578): <c>messaging_product</c>, <c>type</c>, <c>file</c>, the last
/// piece by piece.</summary>
internal sealed class MediaUploadContent : HttpContent
{
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly long _length;
    private readonly IAsyncEnumerable<ReadOnlyMemory<byte>> _pieces;
    private int _writings;

    public MediaUploadContent(string mimeType, long length, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        // Random, so that no file can contain it on purpose.
        var boundary = RandomNumberGenerator.GetHexString(32, lowercase: true);
        // The file's real name is the person's or the business's, and Meta has no use for it.
        _before = Encoding.ASCII.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n{mimeType}\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
            + $"Content-Type: {mimeType}\r\n\r\n");
        _after = Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n");
        (_length, _pieces) = (length, pieces);
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The pieces are opened as they go: there is no second reading.
        if (Interlocked.Increment(ref _writings) > 1)
            throw new IOException("The upload was written once already and is not repeated.");
        await stream.WriteAsync(_before, cancellationToken);
        var left = _length;
        await foreach (var piece in _pieces.WithCancellation(cancellationToken))
        {
            left -= piece.Length;
            if (left < 0)
                throw new IOException("The file is longer than was said.");
            await stream.WriteAsync(piece, cancellationToken);
        }
        if (left > 0)
            throw new IOException("The file is shorter than was said.");
        await stream.WriteAsync(_after, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _before.Length + _length + _after.Length;
        return true;
    }
}
