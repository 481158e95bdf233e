using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A JSON object read once, for looking up members by name.</summary>
internal sealed class JsonObject
{
    private readonly List<JsonMember> _members;

    private JsonObject(ReadOnlyMemory<byte> raw, List<JsonMember> members) =>
        (Raw, _members) = (raw, members);

    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The object, or null when the value is of another type.</summary>
    public static JsonObject? From(JsonSlice? slice) =>
        slice is { IsObject: true } value ? new(value.Raw, value.Members()) : null;

    /// <summary>The member of that name; the last one of several, as most parsers do; null when
    /// absent.</summary>
    public JsonSlice? this[ReadOnlySpan<byte> name]
    {
        get
        {
            for (var index = _members.Count - 1; index >= 0; index--)
            {
                if (_members[index].Name.ValueEquals(name))
                    return _members[index].Value;
            }
            return null;
        }
    }

    /// <summary>The member of that name when it is a string with at least one character.</summary>
    public JsonText? Text(ReadOnlySpan<byte> name) =>
        this[name]?.Text is { IsEmpty: false } text ? text : null;

    /// <summary>The member of that name when it is an object.</summary>
    public JsonObject? Object(ReadOnlySpan<byte> name) => From(this[name]);

    /// <summary>Whether the member of that name is <c>true</c>.</summary>
    public bool IsTrue(ReadOnlySpan<byte> name) => this[name]?.Type == JsonTokenType.True;

    /// <summary>The member of that name when it is a time.</summary>
    public DateTimeOffset? Time(ReadOnlySpan<byte> name) => this[name]?.UnixTime();

    /// <summary>The items of the member of that name; none when it is no array.</summary>
    public List<JsonSlice> Items(ReadOnlySpan<byte> name) =>
        this[name] is { IsArray: true } array ? array.Items() : [];

    /// <summary>Those items that are objects.</summary>
    public IEnumerable<JsonObject> Objects(ReadOnlySpan<byte> name) =>
        Items(name).Select(item => From(item)).OfType<JsonObject>();

    /// <summary>Every member of that name: where elements are counted, a duplicate must not hide
    /// one.</summary>
    public List<JsonSlice> All(ReadOnlySpan<byte> name)
    {
        var found = new List<JsonSlice>();
        foreach (var member in _members)
        {
            if (member.Name.ValueEquals(name))
                found.Add(member.Value);
        }
        return found;
    }
}
