namespace Hermetic.WhatsApp;

/// <summary>People decided about marketing messages (<c>user_preferences</c>): to be obeyed.</summary>
public sealed record UserPreferencesUpdate : FieldUpdate
{
    internal static readonly FieldKind Field = new("user_preferences", Read);

    private UserPreferencesUpdate(FieldReading reading, IReadOnlyList<UserPreference> items)
        : base(reading) =>
        Preferences = items;

    /// <summary>Who decided what.</summary>
    public IReadOnlyList<UserPreference> Preferences { get; }

    /// <summary>The person when it is about one only.</summary>
    public override SenderIdentity? Person => Preferences is [var only] ? only.Person : null;

    private static UserPreferencesUpdate? Read(FieldReading reading) =>
        reading.Items("user_preferences"u8, UserPreference.From) is { } items ? new(reading, items) : null;
}

/// <summary>What one person decided.</summary>
/// <param name="Person">Who.</param>
/// <param name="Category">About what.</param>
/// <param name="Value">The decision.</param>
/// <param name="Timestamp">When, by Meta's clock; null when not said.</param>
public sealed record UserPreference(
    SenderIdentity Person, PreferenceCategory Category, PreferenceValue Value, DateTimeOffset? Timestamp)
{
    internal static UserPreference? From(JsonObject preference) =>
        SenderIdentity.Read(preference, IdentityNames.Contact, out var malformed) is { } person && !malformed
            ? new(
                person,
                WireWord<PreferenceCategory>.Read(preference.Text("category"u8)),
                WireWord<PreferenceValue>.Read(preference.Text("value"u8)),
                preference.Time("timestamp"u8))
            : null;
}

/// <summary>What a preference is about.</summary>
public enum PreferenceCategory
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Marketing messages.</summary>
    MarketingMessages,
}

/// <summary>What a person decided.</summary>
public enum PreferenceValue
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>No more of them.</summary>
    Stop,

    /// <summary>They may come again.</summary>
    Resume,

    /// <summary>They asked for them.</summary>
    Signup,
}
