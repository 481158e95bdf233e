namespace Hermetic.Domain;

/// <summary>A person of the business.</summary>
/// <remarks>Random (version 4): a time-ordered id would tell when it was made.</remarks>
public readonly record struct StaffId
{
    private readonly Guid _value;

    private StaffId(Guid value) => _value = value;

    /// <summary>The id; throws when it was never assigned.</summary>
    public Guid Value => _value != Guid.Empty ? _value : throw new InvalidOperationException("StaffId was never assigned.");

    public static StaffId New() => new(RandomId.Next());

    public static StaffId From(Guid value) =>
        value != Guid.Empty ? new(value) : throw new ArgumentException("An id is never empty.", nameof(value));

    public override string ToString() => Value.ToString("N");
}
