namespace Hermetic.WhatsApp;

/// <summary>Groups of the business: made, joined, left, renamed, suspended (<c>group_lifecycle_update</c>,
/// <c>group_participants_update</c>, <c>group_settings_update</c>, <c>group_status_update</c>). This product
/// writes in none.</summary>
public sealed record GroupsUpdate : FieldUpdate
{
    internal static readonly FieldKind[] Fields =
    [
        new("group_lifecycle_update", Read),
        new("group_participants_update", Read),
        new("group_settings_update", Read),
        new("group_status_update", Read),
    ];

    private GroupsUpdate(FieldReading reading, IReadOnlyList<GroupEvent> groups)
        : base(reading) =>
        Groups = groups;

    /// <summary>What happened to which group.</summary>
    public IReadOnlyList<GroupEvent> Groups { get; }

    private static GroupsUpdate? Read(FieldReading reading) =>
        reading.Items("groups"u8, GroupEvent.From) is { } groups ? new(reading, groups) : null;
}

/// <summary>What happened to one group.</summary>
/// <param name="GroupId">The group; null when it was never made.</param>
/// <param name="Type">What happened, in WhatsApp's word (<c>group_create</c>); null when absent.</param>
/// <param name="Timestamp">When, by Meta's clock; null when not said.</param>
/// <param name="ErrorCodes">Why it failed; empty when it did not.</param>
public sealed record GroupEvent(
    JsonText? GroupId, JsonText? Type, DateTimeOffset? Timestamp, IReadOnlyList<int> ErrorCodes)
{
    internal static GroupEvent From(JsonObject group) => new(
        group.Text("group_id"u8),
        group.Text("type"u8),
        group.Time("timestamp"u8),
        WireErrors.ReadCodes(group["errors"u8]));
}
