namespace Hermetic.WhatsApp;

/// <summary>Meta confirmed a change.</summary>
public sealed record Confirmed
{
    private Confirmed()
    {
    }

    private static Confirmed Yes { get; } = new();

    /// <summary><c>success</c> as true or as a string, both of which Meta gives, or the changed object under
    /// <c>data</c>; else null.</summary>
    internal static Confirmed? Read(JsonObject answer) =>
        answer.Flag("success"u8) == true || answer.Objects("data"u8).Any() ? Yes : null;
}
