using System.Text;
using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>The words that the wire has for an enum: the names of its values in snake_case, in either case.
/// Zero is the value for every other word.</summary>
internal static class WireWord<T>
    where T : struct, Enum
{
    private const int MaxLength = 64;

    private static readonly (byte[] Wire, string Name, T Value)[] s_words =
    [
        .. Enum.GetValues<T>().Where(value => !value.Equals(default(T)))
            .Select(value => (JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()), value))
            .Select(word => (Encoding.UTF8.GetBytes(word.Item1), word.Item1, word.value)),
    ];

    public static T Read(JsonText? word)
    {
        Span<byte> buffer = stackalloc byte[6 * MaxLength];
        if (word is not { } text || text.MaxLength > buffer.Length)
            return default;
        var utf8 = buffer[..text.Unescape(buffer)];
        foreach (var (wire, _, value) in s_words)
        {
            if (Ascii.EqualsIgnoreCase(utf8, wire))
                return value;
        }
        return default;
    }

    /// <summary>The word in upper case, such as <c>PIN_CHANGED</c>; null for zero.</summary>
    public static string? NameOf(T value) => Array.Find(s_words, word => word.Value.Equals(value)).Name;
}
