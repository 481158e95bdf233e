using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Verbs;

/// <summary>A witness policy as the verbs of the ledger read it and speak of it.</summary>
internal static class LedgerPolicy
{
    /// <summary>Null without a file; false, with a sentence, for one that cannot be used.</summary>
    internal static bool TryRead(string? file, out WitnessPolicy? policy, [NotNullWhen(false)] out string? problem)
    {
        (policy, problem) = (null, null);
        try
        {
            policy = file is null ? null : WitnessPolicy.Parse(File.ReadAllBytes(file));
        }
        catch (Exception unusable) when (unusable is FormatException or IOException or UnauthorizedAccessException)
        {
            problem = unusable.Message;
        }
        return problem is null;
    }

    /// <summary>The log of the policy that signed the note; null when none did.</summary>
    internal static NoteVerifier? LogOf(WitnessPolicy? policy, ReadOnlyMemory<byte> note) =>
        policy?.Logs.Select(log => log.Key).FirstOrDefault(key => key.TryOpen(note, out _));

    /// <summary>A log that the policy trusts is trusted under every key that it has led to.</summary>
    /// <param name="policy">Null demands nothing.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <param name="known">The key of the log that is known.</param>
    /// <param name="led">The one by which the checkpoint counts; null when that is not known.</param>
    internal static PolicyReport? Check(
        WitnessPolicy? policy, ReadOnlyMemory<byte> note, NoteVerifier known, NoteVerifier? led)
    {
        var report = policy?.Check(note, led ?? known);
        return report is null || led is null || !policy!.Logs.Any(log => log.Key == known)
            ? report
            : report with { IsLogTrusted = true };
    }

    internal static string Sentence(PolicyReport report) => string.Concat(
        (report.IsLogTrusted, report.IsQuorum) switch
        {
            (false, _) => "The policy does not trust the key of this log.",
            (_, false) => "Not enough witnesses have cosigned the checkpoint.",
            _ => "Enough witnesses have cosigned the checkpoint.",
        },
        Named(" Missing: ", report.Missing),
        Named(" Not valid: ", report.Bad));

    internal static void Write(Utf8JsonWriter json, PolicyReport report)
    {
        json.WriteStartObject("policy"u8);
        json.WriteBoolean("log"u8, report.IsLogTrusted);
        json.WriteBoolean("quorum"u8, report.IsQuorum);
        Write(json, "missing", report.Missing);
        Write(json, "bad", report.Bad);
        if (report.SeenAt is { } seconds)
            json.WriteNumber("seen"u8, seconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> witnesses)
    {
        json.WriteStartArray(name);
        foreach (var witness in witnesses)
            json.WriteStringValue(witness);
        json.WriteEndArray();
    }

    private static string Named(string what, IEnumerable<string> witnesses) =>
        string.Join(", ", witnesses) is { Length: > 0 } names ? $"{what}{names}." : "";
}
