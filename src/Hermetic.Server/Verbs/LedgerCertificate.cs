using System.Globalization;
using System.Text.Json;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Verbs;

/// <summary><c>ledger verify FILE</c>: one entry with its proof, such as the certificate of an erasure, offline.</summary>
internal static class LedgerCertificate
{
    internal static async Task<int> VerifyAsync(
        string file, string? given, WitnessPolicy? policy, string? export, bool json, CancellationToken cancel)
    {
        if (new FileInfo(file).Length > ProvenEntry.LargestFile
            || !ProvenEntry.TryParse(await File.ReadAllBytesAsync(file, cancel), out var proven))
            return Terminal.Fail($"{file} is no file with an entry and its proof (tlog-proof), or it was cut short or altered.");
        given ??= LogOf(policy, proven, export)?.ToString();
        if (!NoteVerifier.TryParse(given ?? proven.VerifierKey, out var log))
            return Terminal.Fail("That is no verifier key; name one with --vkey.");
        var signer = await SignerAsync(proven, log, export, cancel);
        if (!proven.Verify(signer ?? log, out var checkpoint) || !LedgerEntry.TryParse(proven.Entry.Span, out var entry))
            return Terminal.Fail(
                $"The log {log.Name} has not signed this entry: the file was altered, or the key is another log's. "
                + "If the log has had several keys, name an export of it with --log.");
        var witnessed = LedgerPolicy.Check(policy, proven.Receipt.Checkpoint, log, signer);
        if (witnessed is { Ok: false })
            return Terminal.Fail(LedgerPolicy.Sentence(witnessed));
        if (json)
            await Terminal.Out.WriteAsync(Write(proven, checkpoint, witnessed), cancel);
        else
            Say(proven, entry, checkpoint, witnessed, isTrusted: given is not null);
        return 0;
    }

    /// <summary>The log of the policy that signed it; with an export to follow, the one of its name.</summary>
    private static NoteVerifier? LogOf(WitnessPolicy? policy, ProvenEntry proven, string? export) =>
        LedgerPolicy.LogOf(policy, proven.Receipt.Checkpoint)
        ?? (export is not null && NoteVerifier.TryParse(proven.VerifierKey, out var claimed)
            ? policy?.Logs.Select(log => log.Key).FirstOrDefault(key => key.Name == claimed.Name)
            : null);

    /// <summary>Whose signature counts, when it is not the known key's own; null when nobody's is known to.</summary>
    private static async Task<NoteVerifier?> SignerAsync(
        ProvenEntry proven, NoteVerifier known, string? export, CancellationToken cancel)
    {
        if (export is null)
            return null;
        var claimed = NoteVerifier.TryParse(proven.VerifierKey, out var named) ? named : null;
        return (await new LogHistory(known, new TileFolder(export)).OpenAsync(proven.Receipt.Checkpoint, claimed, cancel))?.Key;
    }

    private static void Say(
        ProvenEntry proven, LedgerEntry entry, Checkpoint checkpoint, PolicyReport? witnessed, bool isTrusted)
    {
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{checkpoint.Origin} signed entry {proven.Receipt.Index} of {checkpoint.Size}: {entry.Action}, {entry.At}."));
        if (entry.Erasure is { } erasure)
            Say(entry, erasure);
        if (witnessed is not null)
            Terminal.Say(LedgerPolicy.Sentence(witnessed));
        if (!isTrusted)
            Terminal.Say("The key came with the file: whoever made it could have made both. Compare the key with one you trust.");
    }

    private static void Say(LedgerEntry entry, ErasureStatement erasure)
    {
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Erased: everything of the person who was known here as {entry.Subject:D} only."));
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"The root of their keys (epoch {erasure.FromEpoch}, now {erasure.ToEpoch}) is destroyed since {erasure.DestroyedAt}:"));
        foreach (var (name, place) in erasure.Places)
            Terminal.Say($"  {name} ({place.Kind}): level L{place.Level}, {Horizon(place)}");
    }

    private static string Horizon(ErasurePlace place) => place.HorizonHours switch
    {
        null => "for as long as nobody kept a copy of that place",
        0 => "at once",
        { } hours => string.Create(CultureInfo.InvariantCulture, $"certain after {hours} hours"),
    };

    private static byte[] Write(ProvenEntry proven, Checkpoint checkpoint, PolicyReport? witnessed)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteBoolean("ok"u8, value: true);
            json.WriteString("origin"u8, checkpoint.Origin);
            json.WriteNumber("index"u8, proven.Receipt.Index);
            json.WriteNumber("size"u8, checkpoint.Size);
            json.WritePropertyName("entry"u8);
            json.WriteRawValue(proven.Entry.Span);
            if (witnessed is not null)
                LedgerPolicy.Write(json, witnessed);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
