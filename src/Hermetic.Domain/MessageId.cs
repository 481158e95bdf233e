namespace Hermetic.Domain;

/// <summary>One row of an inbox or outbox.</summary>
/// <remarks>Random (version 4): a time-ordered id would tell when it was made.</remarks>
public readonly record struct MessageId
{
    private readonly Guid _value;

    private MessageId(Guid value) => _value = value;

    /// <summary>The id; throws when it was never assigned.</summary>
    public Guid Value => _value != Guid.Empty ? _value : throw new InvalidOperationException("MessageId was never assigned.");

    public static MessageId New() => new(RandomId.Next());

    public static MessageId From(Guid value) =>
        value != Guid.Empty ? new(value) : throw new ArgumentException("An id is never empty.", nameof(value));

    public override string ToString() => Value.ToString("N");
}
