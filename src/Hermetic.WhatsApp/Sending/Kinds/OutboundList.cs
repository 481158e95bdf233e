using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A text with a button that opens a list to choose one row from.</summary>
public sealed class OutboundList : InteractiveMessage
{
    private const int MostRows = 10;
    private readonly ReadOnlyMemory<byte> _button;
    private readonly ListSection[] _sections;

    /// <summary>Takes text, button and rows.</summary>
    /// <param name="body">1 to 4096 characters.</param>
    /// <param name="button">What the button says that opens the list: 1 to 20 characters.</param>
    /// <param name="sections">1 to 10, with 1 to 10 rows in all of them together. Each has a title when there
    /// are several. No two rows have the same id.</param>
    /// <exception cref="ArgumentException">Empty, too long, not UTF-8, too many or none.</exception>
    public OutboundList(
        ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> button, params ReadOnlySpan<ListSection> sections)
        : base("list"u8, body, mostBody: 4096)
    {
        _button = WireText.Require(button, 20, "button of a list");
        _sections = sections.ToArray();
        var rows = _sections.SelectMany(section => section.Rows).ToArray();
        if (_sections.Length is < 1 or > MostRows || rows.Length > MostRows)
            throw new ArgumentException("WhatsApp allows 10 sections and 10 rows in all.", nameof(sections));
        if (_sections.Any(section => section.Rows.Count == 0))
            throw new ArgumentException("A section of a list has no rows.", nameof(sections));
        if (_sections.Length > 1 && _sections.Any(section => section.Title.IsEmpty))
            throw new ArgumentException("One of several sections has no title.", nameof(sections));
        if (rows.Any(row => rows.Count(other => other.Id.IsSame(row.Id)) > 1))
            throw new ArgumentException("Two rows of a list have the same id.", nameof(sections));
        foreach (var section in _sections)
            section.Check();
    }

    /// <summary>The line above the body: up to 60 characters; empty when there is none. A list takes no other
    /// kind of header.</summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public ReadOnlyMemory<byte> Header
    {
        get;
        init => field = WireText.Allow(value, 60, "header");
    }

    private protected override void WriteHeader(Utf8JsonWriter writer)
    {
        if (!Header.IsEmpty)
            InteractiveHeader.Text(Header).Write(writer);
    }

    private protected override void WriteAction(Utf8JsonWriter writer)
    {
        writer.WriteString("button"u8, _button.Span);
        writer.WriteStartArray("sections"u8);
        foreach (var section in _sections)
            section.Write(writer);
        writer.WriteEndArray();
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Title">1 to 24 characters of UTF-8; empty in a list of one section.</param>
/// <param name="Rows">At least one.</param>
public sealed record ListSection(ReadOnlyMemory<byte> Title, IReadOnlyList<ListRow> Rows)
{
    internal void Check()
    {
        WireText.Allow(Title, 24, "title of a section");
        foreach (var row in Rows)
            row.Check();
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteText("title"u8, Title);
        writer.WriteStartArray("rows"u8);
        foreach (var row in Rows)
            row.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

/// <summary>A row of a list.</summary>
/// <param name="Id">Comes back when it is chosen; 1 to 200 characters of UTF-8.</param>
/// <param name="Title">1 to 24 characters of UTF-8.</param>
/// <param name="Description">Up to 72 characters of UTF-8; empty when there is none.</param>
public readonly record struct ListRow(
    ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Title, ReadOnlyMemory<byte> Description = default)
{
    internal void Check()
    {
        WireText.Require(Id, 200, "id of a row");
        WireText.Require(Title, 24, "title of a row");
        WireText.Allow(Description, 72, "description of a row");
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, Id.Span);
        writer.WriteString("title"u8, Title.Span);
        writer.WriteText("description"u8, Description);
        writer.WriteEndObject();
    }
}
