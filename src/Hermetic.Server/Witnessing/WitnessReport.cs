using System.Text.Json;
using Hermetic.Ledger;

namespace Hermetic.Server.Witnessing;

/// <summary>What a witness can say of one log.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Entries in the last checkpoint that it cosigned; 0 when there is none.</param>
/// <param name="Root">Its root.</param>
/// <param name="CosignedAt">When; null when there is none.</param>
/// <param name="IsSilent">Nothing came for longer than somebody finds right.</param>
/// <param name="Forks">Folders with two checkpoints that convict the log.</param>
/// <param name="Unproven">Checkpoints that the log signed and nobody could prove.</param>
internal sealed record WitnessReport(
    string Origin, long Size, MerkleHash Root, DateTimeOffset? CosignedAt, bool IsSilent,
    IReadOnlyList<string> Forks, int Unproven)
{
    internal bool IsAlarming => IsSilent || Forks.Count > 0;

    internal string Sentence => string.Concat(
        CosignedAt is { } at
            ? $"{Origin}: {Size} entries, cosigned {at:yyyy-MM-dd HH:mm:ss}Z."
            : $"{Origin}: nothing was cosigned yet.",
        IsSilent ? " It is silent: its operator withholds checkpoints, or cannot reach this witness." : "",
        Forks.Count > 0
            ? $" FORK: the log signed different histories of the same size. The pairs of checkpoints that show it: {string.Join(", ", Forks)}."
            : "",
        Unproven > 0 ? $" {Unproven} checkpoints came without a proof, which alone convicts nobody." : "");

    /// <exception cref="WitnessFolderException">The state of the log cannot be trusted.</exception>
    internal static WitnessReport Of(WitnessedLogFolder log, DateTimeOffset now, TimeSpan? mostAge)
    {
        var latest = log.Read().Latest;
        // A log that never came is silent since it was added.
        var (written, came) = (log.WrittenAt(), log.LatestNote() is not null);
        return new(
            latest.Origin, latest.Size, latest.Root, came ? written : null, mostAge is { } most && now - written > most,
            [.. log.Kept(WitnessEvidence.Fork)], log.Count(WitnessEvidence.Unproven));
    }

    internal static byte[] ToJson(IEnumerable<WitnessReport> logs)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartArray();
            foreach (var log in logs)
                log.Write(json);
            json.WriteEndArray();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("origin"u8, Origin);
        json.WriteNumber("size"u8, Size);
        json.WriteString("root"u8, Root.ToString());
        if (CosignedAt is { } at)
            json.WriteString("cosigned"u8, at);
        json.WriteBoolean("silent"u8, IsSilent);
        json.WriteStartArray("forks"u8);
        foreach (var fork in Forks)
            json.WriteStringValue(fork);
        json.WriteEndArray();
        json.WriteNumber("unproven"u8, Unproven);
        json.WriteEndObject();
    }
}
