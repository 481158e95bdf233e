using System.Globalization;
using Hermetic.Cryptography;

namespace Hermetic.Server.Doctor;

/// <summary>What the chosen root provider really protects against, and what destroying a key is worth with it.</summary>
internal static class KeyFindings
{
    private const string Page = "docs/operate/root-providers.md";

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
