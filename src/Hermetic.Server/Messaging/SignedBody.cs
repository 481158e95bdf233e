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

    /// <summary>
    /// For one body. Those that come together all find room at first; who finds none later gives way, before the
    /// connections have no memory left to be answered with.
    /// </summary>
    internal static SecretWriter Writer(SecretArena arena) => new(arena, arena.Budget / 8 * 7);

    /// <summary>The one signature, or null: who has not even its shape takes no memory.</summary>
    internal static string? Signature(HttpRequest request) =>
        request.Headers[WebhookSignature.HeaderName] is [{ Length: SignatureLength } signature] ? signature : null;

    /// <summary>False when the body is longer than <see cref="MaxLength"/>.</summary>
    /// <exception cref="SecretMemoryExhaustedException">There is no room for its next piece.</exception>
    internal static async Task<bool> TryReadAsync(HttpRequest request, SecretWriter body)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            try
            {
                foreach (var part in read.Buffer)
                    body.Write(part.Span);
            }
            finally
            {
                // Also of a body that gives way: the server reads its rest, or nobody would hear the answer.
                reader.AdvanceTo(read.Buffer.End);
            }
            if (body.WrittenSpan.Length > MaxLength)
                return false;
            if (read.IsCompleted)
                return true;
        }
    }
}
