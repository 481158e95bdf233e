namespace Hermetic.Domain;

/// <summary>Who vouches for a value; less trust is a smaller number.</summary>
public enum Integrity
{
    /// <summary>Nobody: a forwarded text, a web page, a model's output.</summary>
    Outside,

    /// <summary>The person themselves said it.</summary>
    Subject,

    /// <summary>The business configured it.</summary>
    Operator,
}

/// <summary>How far a value may be trusted and whose it is; a null owner means that it is nobody's personal data.</summary>
public sealed record Label(Integrity Integrity, SubjectId? Owner)
{
    public static Label Business { get; } = new(Integrity.Operator, Owner: null);

    /// <summary>The label of anything made from both. Mixing two people's data throws.</summary>
    public Label Join(Label other)
    {
        if (Owner is { } mine && other.Owner is { } theirs && mine != theirs)
            throw new InvalidOperationException("Two people's data may not be combined.");
        return new(Integrity < other.Integrity ? Integrity : other.Integrity, Owner ?? other.Owner);
    }
}

/// <summary>Where a labelled value may go: the least trust it needs, and whose data it may be.</summary>
/// <param name="Name">The sink as the ledger names it, such as <c>whatsapp.reply</c>.</param>
/// <param name="Worst">The least integrity that this sink accepts.</param>
/// <param name="Audience">The person who receives it; null when nobody outside the business does.</param>
public sealed record Sink(string Name, Integrity Worst, SubjectId? Audience);

/// <summary>A value that may be transformed and combined, but only leaves through a sink that its label satisfies.</summary>
public sealed class Labeled<T>(T value, Label label)
{
    private readonly T _value = value;

    public Label Label { get; } = label;

    public Labeled<TOut> Map<TOut>(Func<T, TOut> step) => new(step(_value), Label);

    public Labeled<TOut> With<TOther, TOut>(Labeled<TOther> other, Func<T, TOther, TOut> step) =>
        new(step(_value, other._value), Label.Join(other.Label));

    /// <summary>The one way out. Throws when the value is trusted too little or belongs to another person.</summary>
    public T ReleaseTo(Sink sink)
    {
        if (Label.Integrity < sink.Worst)
            throw new InvalidOperationException($"{sink.Name} needs {sink.Worst}, the value is {Label.Integrity}.");
        if (Label.Owner is { } owner && sink.Audience is { } audience && owner != audience)
            throw new InvalidOperationException($"{sink.Name} would hand one person's data to another.");
        return _value;
    }

    public override string ToString() => "[labelled]";
}
