using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>One field that an app can subscribe to, and how its changes are read.</summary>
internal class FieldKind(string field, Func<FieldReading, FieldUpdate?> read)
{
    private readonly byte[] _field = Encoding.UTF8.GetBytes(field);

    /// <summary>Such as <c>field:calls</c>.</summary>
    public string Name { get; } = $"field:{field}";

    public bool Matches(JsonText name) => name.ValueEquals(_field);

    /// <summary>The typed update; null when the value lacks what makes it one.</summary>
    public FieldUpdate? Read(JsonObject change, JsonObject members, WebhookValue common) =>
        read(new(change, members, common, NameOf(members)));

    protected virtual string NameOf(JsonObject members) => Name;
}

/// <summary>A field whose values say which of several events they are.</summary>
internal sealed class FieldKind<TEvent>(string field, Func<FieldReading, FieldUpdate?> read)
    : FieldKind(field, read)
    where TEvent : struct, Enum
{
    protected override string NameOf(JsonObject members) =>
        WireWord<TEvent>.NameOf(WireWord<TEvent>.Read(members.Text("event"u8))) is { } name
            ? $"{Name}/{name}"
            : Name;
}
