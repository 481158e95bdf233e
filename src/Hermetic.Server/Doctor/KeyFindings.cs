using System.Globalization;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;

namespace Hermetic.Server.Doctor;

/// <summary>
/// What the chosen root provider really protects against, what destroying a key is worth with it, where else the root lies,
/// and what of the ring is due.
/// </summary>
internal static class KeyFindings
{
    private const string Page = "docs/operate/root-providers.md";
    private const string Keys = "docs/operate/keys.md";
    private const string Erasures = "docs/operate/erasure.md";

    /// <param name="kind">As <c>Keys:Root</c> names it.</param>
    /// <param name="description">Of the root provider at hand.</param>
    internal static IEnumerable<Finding> Of(string kind, string description, RootAssurance assurance)
    {
        yield return Thief(kind, description);
        yield return new(
            "erasure", assurance.Level >= ErasureLevel.TokenKeyDestroyed ? Grade.Good : Grade.Limit,
            $"Destroying a key reaches level L{(int)assurance.Level}. {assurance.Explanation} {Horizon(assurance.Horizon)}",
            assurance.Level >= ErasureLevel.TokenKeyDestroyed ? null
                : "Keep Keys:Directory on a volume of its own that discards, and out of every backup.");
    }

    /// <param name="escrows">As this process knows them.</param>
    internal static Finding Escrows(IReadOnlyList<EscrowStanding> escrows)
    {
        if (escrows.Count == 0)
            return new(
                "escrows", Grade.Limit, "There is no escrow: whoever loses Keys:Directory loses everybody.",
                $"Name two in Keys:Escrows, on other machines: {Erasures}.");
        if (Named(escrows.Where(one => one.HasFailed)) is { Length: > 0 } away)
            return new(
                "escrows", Grade.Problem,
                $"Of {escrows.Count} escrows cannot be used: {away}. Nothing is destroyed, erasures wait, and new people can come "
                + "until the shipped slots are used up.",
                "hermetic escrow status says why.");
        if (Named(escrows.Where(one => !one.IsSettled)) is { Length: > 0 } behind)
            return new(
                "escrows", Grade.Limit,
                $"Of {escrows.Count} escrows are not known to hold what they should: {behind}. They are brought there by the service, "
                + "every ten seconds.",
                "Ask again in a minute, with the service running; then hermetic escrow status.");
        return new("escrows", Grade.Good, string.Create(
            CultureInfo.InvariantCulture, $"Each of {escrows.Count} escrows holds the erasable root and its pages, and nothing else."));
    }

    /// <param name="due">Keys whose rotation is due now.</param>
    /// <param name="after">The age at which one is; null when none ever is.</param>
    internal static Finding Rotation(IReadOnlyList<RingKey> due, TimeSpan? after) => after is not { } age
        ? new(
            "rotation", Grade.Limit, "Nobody is reminded to rotate a key: Keys:Rotation:Days is 0.",
            $"Once a year is a habit: {Keys}.")
        : due.Count > 0
            ? new(
                "rotation", Grade.Limit, $"The rotation is due of: {string.Join(", ", due.Select(RingWords.Of))}.",
                $"hermetic keys rotate NAME: {Keys}.")
            : new("rotation", Grade.Good, string.Create(
                CultureInfo.InvariantCulture, $"No active version of a key is older than {age.TotalDays:0} days."));

    /// <param name="waiting">Earlier versions that are kept.</param>
    internal static Finding Trim(IReadOnlyList<WaitingVersion> waiting)
    {
        if (waiting.Count == 0)
            return new("earlier keys", Grade.Good, "No earlier version of a key is kept: what was sealed under it is sealed anew.");
        var sentence = $"Kept still: {string.Join("; ", waiting.Select(Waits))}.";
        return waiting.All(one => one.GoesByItself)
            ? new("earlier keys", Grade.Good, $"{sentence} The service destroys them when nothing needs them any more.")
            : new("earlier keys", Grade.Limit, sentence, $"hermetic keys trim destroys what nothing needs any more: {Keys}.");
    }

    private static string Waits(WaitingVersion one)
    {
        var why = one switch
        {
            { Rows: 0, Key: RingKey.LedgerSeed } => "it signs beside the later key until it is trimmed",
            { Rows: 0 } => "nothing lies under it",
            { Until: { } day } => string.Create(CultureInfo.InvariantCulture, $"{one.Rows} rows need it, until {day:yyyy-MM-dd}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{one.Rows} rows lie under it"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{RingWords.Of(one.Key)} {one.Version} ({why})");
    }

    private static string Named(IEnumerable<EscrowStanding> some) => string.Join(", ", some.Select(one => one.Name));

    private static Finding Thief(string kind, string description) => kind switch
    {
        "file" => new(
            "root provider", Grade.Limit,
            $"{description}. A thief of the database gets nothing; of the key directory as well, everything.",
            $"A token, a key service or a passphrase protects the directory too: {Page}."),
        "passphrase" => new(
            "root provider", Grade.Good,
            $"{description}. A thief of database and key directory has to guess, about a second and 256 MiB for each try."),
        "shares" => new(
            "root provider", Grade.Good,
            $"{description}. A thief of database and key directory needs as many custodians; nobody starts the service alone."),
        "pkcs11" => new(
            "root provider", Grade.Good,
            $"{description}. A thief of database and key directory needs the token and its PIN."),
        _ => new(
            "root provider", Grade.Good,
            $"{description}. A thief of database and key directory needs the credential too; taking its permission away ends "
            + "what a copy is worth."),
    };

    private static string Horizon(TimeSpan? horizon) => horizon is not { } time
        ? "When nobody can bring it back is not known: when the last copy that somebody kept is gone."
        : time == TimeSpan.Zero
            ? "Nobody can bring it back from that moment on."
            : string.Create(CultureInfo.InvariantCulture, $"Nobody can bring it back after {time.TotalDays:0.#} days.");
}
