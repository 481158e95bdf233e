namespace Hermetic.WhatsApp;

/// <summary>
/// The error codes of the Cloud API (Meta, "Cloud API error codes"). The same code may come as the answer to
/// a send or later in a failed status.
/// </summary>
public static partial class GraphErrors
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>The entry for a code; for one that is not in the catalogue, never to be sent again.</summary>
    public static GraphError Find(int code) =>
        s_known.TryGetValue(code, out var known) ? known
        : code is >= 200 and <= 299 ? Permission(code)
        : new(
            code, "Not in the catalogue", GraphErrorKind.Unlisted, ErrorAdvice.Never,
            "WhatsApp refused this for a reason not in the catalogue; look the code up in Meta's list.",
            PersonNotice.StaffWillAnswer);

    /// <summary>How long to wait before the same is tried again.</summary>
    /// <param name="code">The code of the last refusal.</param>
    /// <param name="attempt">How many refusals came before it, from 0.</param>
    /// <returns>A growing pause, at most an hour; null when it is not to be tried again.</returns>
    public static TimeSpan? Backoff(int code, int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        return (code, Find(code).Advice) switch
        {
            (_, ErrorAdvice.Never) => null,
            // Meta: "4^X seconds, X starts at 0".
            (131056, _) => Growing(TimeSpan.FromSeconds(1), 4, attempt, s_longest),
            // Counted by the hour: asking again every second would only prolong it.
            (4 or 80007, _) => Growing(TimeSpan.FromMinutes(1), 2, attempt, s_longest),
            // Either may hide a request that Meta will never take; its conversation must not wait for ever.
            (1 or 131000, _) when attempt >= 5 => null,
            _ => Growing(TimeSpan.FromSeconds(1), 2, attempt, TimeSpan.FromMinutes(1)),
        };
    }

    private static TimeSpan Growing(TimeSpan first, int factor, int attempt, TimeSpan longest) =>
        first * Math.Min(Math.Pow(factor, attempt), longest / first);

    private static GraphError Permission(int code) => new(
        code, "API permission", GraphErrorKind.Account, ErrorAdvice.Never,
        "The access token lacks a permission; grant it to the system user, make a new token and set it.");
}
