using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// A part of an entry of an address book: a name, a number, an address. Texts are UTF-8, empty when not
/// given, and up to 1000 characters (our bound; Meta states none). <c>kind</c> is such as HOME or WORK.
/// </summary>
public sealed class ContactPart
{
    private readonly (string Member, ReadOnlyMemory<byte> Text)[] _texts;

    // The first text is the part itself and has to be there.
    private ContactPart(string member, params (string Member, ReadOnlyMemory<byte> Text)[] texts)
    {
        (Member, _texts) = (member, texts);
        WireText.Require(texts[0].Text, 1000, "first text of a part of a contact");
        foreach (var (_, text) in texts)
            WireText.Allow(text, 1000, "text in a contact");
    }

    /// <summary>The member of the entry that it belongs to.</summary>
    internal string Member { get; }

    /// <summary>A telephone number as it is shown; with the digits of <paramref name="waId"/> the phone
    /// offers to write on WhatsApp.</summary>
    /// <exception cref="ArgumentException">No number, or a text that is too long or not UTF-8.</exception>
    public static ContactPart Phone(
        ReadOnlyMemory<byte> number, ReadOnlyMemory<byte> kind = default,
        ReadOnlyMemory<byte> waId = default) =>
        new("phones", ("phone", number), ("type", kind), ("wa_id", waId));

    /// <summary>An e-mail address.</summary>
    /// <exception cref="ArgumentException">No address, or a text that is too long or not UTF-8.</exception>
    public static ContactPart Email(ReadOnlyMemory<byte> address, ReadOnlyMemory<byte> kind = default) =>
        new("emails", ("email", address), ("type", kind));

    /// <summary>A web page.</summary>
    /// <exception cref="ArgumentException">No address, or a text that is too long or not UTF-8.</exception>
    public static ContactPart WebPage(ReadOnlyMemory<byte> url, ReadOnlyMemory<byte> kind = default) =>
        new("urls", ("url", url), ("type", kind));

    /// <summary>A postal address; <paramref name="countryCode"/> in two letters.</summary>
    /// <exception cref="ArgumentException">No street, or a text that is too long or not UTF-8.</exception>
    public static ContactPart Address(
        ReadOnlyMemory<byte> street, ReadOnlyMemory<byte> city = default,
        ReadOnlyMemory<byte> state = default,
        ReadOnlyMemory<byte> zip = default, ReadOnlyMemory<byte> country = default,
        ReadOnlyMemory<byte> countryCode = default, ReadOnlyMemory<byte> kind = default) =>
        new("addresses", ("street", street), ("city", city), ("state", state), ("zip", zip),
            ("country", country), ("country_code", countryCode), ("type", kind));

    internal static ContactPart Name(
        ReadOnlyMemory<byte> formatted, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> last,
        ReadOnlyMemory<byte> middle, ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> suffix) =>
        new("name", ("formatted_name", formatted), ("first_name", first), ("last_name", last),
            ("middle_name", middle), ("prefix", prefix), ("suffix", suffix));

    internal static ContactPart Organization(
        ReadOnlyMemory<byte> company, ReadOnlyMemory<byte> department, ReadOnlyMemory<byte> title) =>
        new("org", ("company", company), ("department", department), ("title", title));

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (member, text) in _texts)
        {
            if (!text.IsEmpty)
                writer.WriteString(member, text.Span);
        }
        writer.WriteEndObject();
    }
}
