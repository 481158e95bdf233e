using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>One entry of an address book.</summary>
public sealed class OutboundContact
{
    private readonly ContactPart _name;
    private readonly ContactPart[] _parts;
    private ContactPart? _work;

    /// <summary>Takes name and parts. Texts are UTF-8, empty when not given, up to 1000 characters.</summary>
    /// <param name="formattedName">The whole name, as it is shown.</param>
    /// <param name="firstName">The given name, or the business's: Meta wants one of the parts of a
    /// name.</param>
    /// <param name="lastName">The family name.</param>
    /// <param name="middleName">The middle name.</param>
    /// <param name="prefix">Such as Dr.</param>
    /// <param name="suffix">Such as Jr.</param>
    /// <param name="parts">Numbers and addresses, each kind in the order in which it is shown.</param>
    /// <exception cref="ArgumentException">No name, or a text that is too long or not UTF-8.</exception>
    public OutboundContact(
        ReadOnlyMemory<byte> formattedName, ReadOnlyMemory<byte> firstName,
        ReadOnlyMemory<byte> lastName = default, ReadOnlyMemory<byte> middleName = default,
        ReadOnlyMemory<byte> prefix = default, ReadOnlyMemory<byte> suffix = default,
        params ContactPart[] parts)
    {
        WireText.Require(firstName, 1000, "first name of a contact");
        _name = ContactPart.Name(formattedName, firstName, lastName, middleName, prefix, suffix);
        _parts = parts;
    }

    /// <summary>The birthday; null when not given.</summary>
    public DateOnly? Birthday { get; init; }

    /// <summary>The same entry with the place of work.</summary>
    /// <param name="company">Its name.</param>
    /// <param name="department">Which part of it.</param>
    /// <param name="title">What the person is there.</param>
    /// <exception cref="ArgumentException">No company, or a text that is too long or not UTF-8.</exception>
    public OutboundContact WithWork(
        ReadOnlyMemory<byte> company, ReadOnlyMemory<byte> department = default,
        ReadOnlyMemory<byte> title = default)
    {
        var same = (OutboundContact)MemberwiseClone();
        same._work = ContactPart.Organization(company, department, title);
        return same;
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteOne(writer, _name);
        foreach (var alike in _parts.GroupBy(part => part.Member, StringComparer.Ordinal))
        {
            writer.WriteStartArray(alike.Key);
            foreach (var part in alike)
                part.Write(writer);
            writer.WriteEndArray();
        }
        WriteOne(writer, _work);
        if (Birthday is { } birthday)
            writer.WriteString("birthday"u8, birthday.ToString("O"));
        writer.WriteEndObject();
    }

    private static void WriteOne(Utf8JsonWriter writer, ContactPart? part)
    {
        if (part is null)
            return;
        writer.WritePropertyName(part.Member);
        part.Write(writer);
    }
}
