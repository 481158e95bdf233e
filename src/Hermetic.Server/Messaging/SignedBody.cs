using System.Buffers;
using Hermetic.Cryptography;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// What WhatsApp posts, in secret memory: raw bytes up to 3 MB, and the header that signs them. Verifying is the
/// reader's; a stranger takes as little memory as possible until then.
/// </summary>
internal static class SignedBody
{
    /// <summary>WhatsApp's own limit.</summary>
    internal const int MaxLength = 3 * 1024 * 1024;

    /// <summary><c>sha256=</c> and 64 hexadecimal digits.</summary>
    private const int SignatureLength = 71;

    /// <summary>The last quarter of secret memory is for what is already under way, connections included.</summary>
    internal static bool IsCrowded(SecretArena arena) => arena.InUse > arena.Budget / 4 * 3;

    /// <summary>The one signature, or null: who has not even its shape takes no memory.</summary>
    internal static string? Signature(HttpRequest request) =>
        request.Headers[WebhookSignature.HeaderName] is [{ Length: SignatureLength } signature] ? signature : null;

    /// <summary>Reads to the end, or until it is clear that this one cannot be taken.</summary>
    internal static async Task<BodyReading> ReadAsync(HttpRequest request, SecretWriter body, SecretArena arena)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            try
            {
                // Those that came together all found room at first; what the connections hold must stay theirs.
                if (IsCrowded(arena))
                    return BodyReading.Crowded;
                foreach (var part in read.Buffer)
                    body.Write(part.Span);
            }
            finally
            {
                // Also of a body that is given up: the server reads its rest, or the answer would not be heard.
                reader.AdvanceTo(read.Buffer.End);
            }
            if (body.WrittenSpan.Length > MaxLength)
                return BodyReading.TooLong;
            if (read.IsCompleted)
                return BodyReading.Whole;
        }
    }
}

/// <summary>How far a body was read.</summary>
internal enum BodyReading
{
    Whole,

    /// <summary>It is longer than <see cref="SignedBody.MaxLength"/>.</summary>
    TooLong,

    /// <summary>Too many others came meanwhile: this one gives way, and comes again.</summary>
    Crowded,
}
