namespace Hermetic.Domain;

/// <summary>One try to send one message; travels as biz_opaque_callback_data.</summary>
/// <remarks>Random (version 4): a time-ordered id would tell when it was made.</remarks>
public readonly record struct AttemptId
{
    private readonly Guid _value;

    private AttemptId(Guid value) => _value = value;

    /// <summary>The id; throws when it was never assigned.</summary>
    public Guid Value => _value != Guid.Empty ? _value : throw new InvalidOperationException("AttemptId was never assigned.");

    public static AttemptId New() => new(RandomId.Next());

    public static AttemptId From(Guid value) =>
        value != Guid.Empty ? new(value) : throw new ArgumentException("An id is never empty.", nameof(value));

    public override string ToString() => Value.ToString("N");
}
