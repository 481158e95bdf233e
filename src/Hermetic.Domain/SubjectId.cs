namespace Hermetic.Domain;

/// <summary>A person who wrote to the business (GDPR: data subject).</summary>
/// <remarks>Random (version 4): a time-ordered id would tell when it was made.</remarks>
public readonly record struct SubjectId
{
    private readonly Guid _value;

    private SubjectId(Guid value) => _value = value;

    /// <summary>The id; throws when it was never assigned.</summary>
    public Guid Value => _value != Guid.Empty ? _value : throw new InvalidOperationException("SubjectId was never assigned.");

    public static SubjectId New() => new(RandomId.Next());

    public static SubjectId From(Guid value) =>
        value != Guid.Empty ? new(value) : throw new ArgumentException("An id is never empty.", nameof(value));

    public override string ToString() => Value.ToString("N");
}
