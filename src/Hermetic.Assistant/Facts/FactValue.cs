namespace Hermetic.Assistant;

/// <summary>A JSON value that remembers where it stands.</summary>
/// <param name="Line">1-based, where it begins.</param>
internal abstract record FactValue(int Line)
{
    internal sealed record Text(int Line, string Value) : FactValue(Line);

    internal sealed record Number(int Line, decimal Value) : FactValue(Line);

    internal sealed record List(int Line, IReadOnlyList<FactValue> Items) : FactValue(Line);

    internal sealed record Object(int Line, IReadOnlyList<FactMember> Members) : FactValue(Line);

    /// <summary>True, false, null, or a number that is too large: nothing that a fact is made of.</summary>
    internal sealed record Other(int Line) : FactValue(Line);
}

internal sealed record FactMember(string Name, int Line, FactValue Value);
