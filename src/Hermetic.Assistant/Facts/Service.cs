namespace Hermetic.Assistant;

/// <summary>Something that a person can book.</summary>
/// <param name="Id">
/// Stable, lower-case ASCII, at most 40 characters; it is stored and signed, the name is not.
/// </param>
/// <param name="Name">As the assistant writes it, such as "Haircut".</param>
/// <param name="Aliases">Other words that people use for it; the name itself always counts.</param>
/// <param name="Minutes">How long it takes; at least 5.</param>
/// <param name="Price">Null when it depends.</param>
public sealed record Service(
    string Id, string Name, IReadOnlyList<string> Aliases, int Minutes, Price? Price)
{
    /// <summary>Minutes after it in which nothing else begins: cleaning, notes. 0 for none.</summary>
    public int BufferMinutes { get; init; }
}

/// <summary>An amount of money.</summary>
/// <param name="Currency">ISO 4217, such as <c>EUR</c>.</param>
public sealed record Price(decimal Amount, string Currency);
