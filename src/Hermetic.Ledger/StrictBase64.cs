using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger;

/// <summary>
/// RFC 4648 §4 with one spelling per value: no white space, padding present, unused bits zero.
/// Without that, a changed byte of a signed file could still mean the same and pass.
/// </summary>
internal static class StrictBase64
{
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, buffer, out _, out var length) != OperationStatus.Done)
            return false;
        var canonical = new byte[Base64.GetMaxEncodedToUtf8Length(length)];
        Base64.EncodeToUtf8(buffer.AsSpan(0, length), canonical, out _, out _);
        if (!text.SequenceEqual(canonical))
            return false;
        bytes = buffer[..length];
        return true;
    }
}
