namespace Hermetic.Domain;

/// <summary>The talk of one person with one of the business's numbers.</summary>
/// <remarks>Random (version 4): a time-ordered id would tell when it was made.</remarks>
public readonly record struct ConversationId
{
    private readonly Guid _value;

    private ConversationId(Guid value) => _value = value;

    /// <summary>The id; throws when it was never assigned.</summary>
    public Guid Value => _value != Guid.Empty ? _value : throw new InvalidOperationException("ConversationId was never assigned.");

    public static ConversationId New() => new(RandomId.Next());

    public static ConversationId From(Guid value) =>
        value != Guid.Empty ? new(value) : throw new ArgumentException("An id is never empty.", nameof(value));

    public override string ToString() => Value.ToString("N");
}
