namespace Hermetic.WhatsApp;

/// <summary>People have other user ids now (<c>user_id_update</c>): their conversations move along.</summary>
public sealed record UserIdUpdate : FieldUpdate
{
    internal static readonly FieldKind Field = new("user_id_update", Read);

    private UserIdUpdate(FieldReading reading, IReadOnlyList<UserIdRotation> items)
        : base(reading) =>
        Rotations = items;

    /// <summary>Whose id became which.</summary>
    public IReadOnlyList<UserIdRotation> Rotations { get; }

    /// <summary>The person when it is about one only.</summary>
    public override SenderIdentity? Person => Rotations is [var only] ? only.Previous : null;

    private static UserIdUpdate? Read(FieldReading reading) =>
        reading.Items("user_id_update"u8, UserIdRotation.From) is { } items ? new(reading, items) : null;
}

/// <summary>One person's user id became another.</summary>
/// <param name="Previous">The person until now: the old user id, and the phone number where it is
/// given.</param>
/// <param name="NewUserId">The new user id.</param>
/// <param name="Timestamp">When, by Meta's clock; null when not said.</param>
public sealed record UserIdRotation(SenderIdentity Previous, JsonText NewUserId, DateTimeOffset? Timestamp)
{
    internal static UserIdRotation? From(JsonObject rotation)
    {
        var ids = rotation.Object("user_id"u8);
        var previous = SenderIdentity.OfUser(ids?["previous"u8], out _);
        var current = SenderIdentity.OfUser(ids?["current"u8], out _);
        if (previous is null || current?.UserId is not { } newUserId)
            return null;
        JsonText? number = null;
        if (rotation.Text("wa_id"u8) is { } given)
            IdentityForm.TryPhoneNumber(given, out number);
        return new(previous with { PhoneNumber = number }, newUserId, rotation.Time("timestamp"u8));
    }
}
