namespace Hermetic.Domain;

/// <summary>One appointment.</summary>
/// <remarks>Random (version 4): a time-ordered id would tell when it was made.</remarks>
public readonly record struct AppointmentId
{
    private readonly Guid _value;

    private AppointmentId(Guid value) => _value = value;

    /// <summary>The id; throws when it was never assigned.</summary>
    public Guid Value => _value != Guid.Empty ? _value : throw new InvalidOperationException("AppointmentId was never assigned.");

    public static AppointmentId New() => new(RandomId.Next());

    public static AppointmentId From(Guid value) =>
        value != Guid.Empty ? new(value) : throw new ArgumentException("An id is never empty.", nameof(value));

    public override string ToString() => Value.ToString("N");
}
