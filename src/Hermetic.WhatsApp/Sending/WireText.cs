using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hermetic.WhatsApp;

/// <summary>Texts of a request, held to WhatsApp's limits before anything is sent. A refusal says which text
/// and how long it is, never what it says.</summary>
internal static class WireText
{
    /// <summary>The text itself when it has 1 to <paramref name="most"/> UTF-16 units of UTF-8.</summary>
    /// <exception cref="ArgumentException">Empty, too long, or not UTF-8.</exception>
    public static ReadOnlyMemory<byte> Require(ReadOnlyMemory<byte> utf8, int most, string what) =>
        utf8.IsEmpty
            ? throw new ArgumentException($"The {what} is empty.", nameof(utf8))
            : Allow(utf8, most, what);

    /// <summary>The same, and empty stands for absent.</summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public static ReadOnlyMemory<byte> Allow(ReadOnlyMemory<byte> utf8, int most, string what) =>
        !Utf8.IsValid(utf8.Span) ? throw new ArgumentException($"The {what} is not UTF-8.", nameof(utf8))
        : Encoding.UTF8.GetCharCount(utf8.Span) is var length && length > most
            ? throw new ArgumentException(
                $"The {what} has {length} characters; WhatsApp allows {most}.", nameof(utf8))
        : utf8;

    /// <summary>Whether two texts are the same bytes.</summary>
    public static bool IsSame(this ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        one.Span.SequenceEqual(other.Span);

    /// <summary>Writes a member, or nothing when the text is absent.</summary>
    public static void WriteText(
        this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> utf8)
    {
        if (!utf8.IsEmpty)
            writer.WriteString(name, utf8.Span);
    }
}
