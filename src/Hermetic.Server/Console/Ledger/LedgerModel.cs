using System.Text.Json.Serialization;

namespace Hermetic.Server.Console;

/// <summary>An entry of the ledger, as it was hashed; members that this page does not show are left out.</summary>
/// <param name="At">The hour, as the ledger writes it.</param>
/// <param name="Object">What it was done to: a kind and a random id.</param>
/// <param name="Subject">Whose data it was; null for nobody's.</param>
/// <param name="Sealed">Whether details lie sealed in it, which only the person's key opens.</param>
public sealed record RecordedEntry(
    string Action, string Actor, string At, string? Object = null, Guid? Subject = null, string? Sealed = null);

/// <param name="Index">Its number.</param>
public sealed record ListedEntry(long Index, RecordedEntry Entry);

/// <summary>What the ledger's desk found.</summary>
/// <param name="Size">How many entries the log has.</param>
/// <param name="Before">Where the next piece begins; null when this is the last.</param>
public sealed record FoundEntries(long Size, IReadOnlyList<ListedEntry> Entries, long? Before = null);

/// <summary>What is looked for, as it stands in the form and in the address.</summary>
/// <param name="From">A day of the business's zone, as <c>yyyy-MM-dd</c>; empty for no limit.</param>
/// <param name="To">As <paramref name="From"/>.</param>
/// <param name="Subject">Whose data, by random id; empty for everybody's.</param>
public sealed record LedgerQuestion(string Action, string Actor, string From, string To, string Subject)
{
    /// <summary>Nothing is left out.</summary>
    internal bool IsAnything => (Action + Actor + From + To + Subject).Length == 0;

    /// <summary>The address of the entries below one.</summary>
    internal string Later(long before) => "/console/ledger?" + string.Join('&', new[]
    {
        ("action", Action), ("actor", Actor), ("from", From), ("to", To), ("subject", Subject),
    }.Where(part => part.Item2.Length > 0).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}")
        .Append(FormattableString.Invariant($"before={before}")));
}

/// <summary>What the ledger's page shows.</summary>
/// <param name="Found">Null when what was asked for cannot be.</param>
/// <param name="Names">What whoever acted is called, by actor.</param>
/// <param name="Team">Who can be looked for.</param>
public sealed record LedgerModel(
    LedgerQuestion Question, FoundEntries? Found, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<(string Actor, string Name)> Team, PageClock Clock);

/// <summary>One entry and its proof, as the desk writes them.</summary>
/// <param name="Bytes">As they were hashed, base64.</param>
/// <param name="Text">The same, to be read: JSON with random ids.</param>
/// <param name="Proof">Hashes beside the way up, base64; null while no checkpoint covers the entry, as all after it.</param>
public sealed record ShownEntry(
    long Number, string Bytes, string Text, RecordedEntry Entry, IReadOnlyList<string>? Proof = null, string? Checkpoint = null,
    [property: JsonPropertyName("vkey")] string? VerifierKey = null);

/// <summary>What the page of an entry shows.</summary>
/// <param name="Actor">What whoever acted is called.</param>
/// <param name="MayReadPeople">Whether the person's own page is open to whoever looks.</param>
public sealed record EntryModel(ShownEntry Shown, string Actor, bool MayReadPeople, PageClock Clock);
