namespace Hermetic.WhatsApp;

/// <summary>A change that is being read as the update of a known field.</summary>
internal sealed class FieldReading(JsonObject change, JsonObject members, WebhookValue common, string kind)
{
    public JsonObject Change => change;

    public JsonObject Value => members;

    public WebhookValue Common => common;

    public string Kind => kind;

    /// <summary>Whether <see cref="Items"/> left something out.</summary>
    public bool HasUnreadItems { get; private set; }

    public JsonText? Text(ReadOnlySpan<byte> name) => members.Text(name);

    /// <summary>A string or a number as written.</summary>
    public JsonText? Scalar(ReadOnlySpan<byte> name) => members[name]?.Scalar;

    public T Word<T>(ReadOnlySpan<byte> name)
        where T : struct, Enum => WireWord<T>.Read(members.Text(name));

    /// <summary>Reads the items of a list; one that is odd does not keep its neighbours from being
    /// read.</summary>
    /// <returns>Null when there is no such array, or nothing in it can be read.</returns>
    public IReadOnlyList<T>? Items<T>(ReadOnlySpan<byte> name, Func<JsonObject, T?> read)
        where T : class
    {
        if (members[name] is not { IsArray: true } array)
            return null;
        var (slices, items) = (array.Items(), new List<T>());
        foreach (var slice in slices)
        {
            if (JsonObject.From(slice) is { } item && read(item) is { } typed)
                items.Add(typed);
        }
        HasUnreadItems |= items.Count < slices.Count;
        return items.Count > 0 || slices.Count == 0 ? items : null;
    }
}
