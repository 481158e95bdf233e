using System.Text;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Calendar;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Makes the copy of a person's data (GDPR Art. 15(3), 20): one ZIP file, in pieces that are sealed under the person's
/// key and a code as they are made. It is never in memory as a whole, and nobody can ask for it before
/// <see cref="Exports.Offer"/> is committed.
/// </summary>
internal sealed class PersonExport(
    Database database, Settings settings, Preferences preferences, Vault vault, SecretArena arena, TimeProvider clock)
{
    /// <summary>A copy waits a day, counted in whole hours: an hour is what the database shows.</summary>
    internal const int Hours = 24;

    /// <summary>Messages of both directions; whoever has more gets their copy from a person.</summary>
    internal const int MostMessages = 20_000;

    /// <summary>Of 64 KB each: 50 MB of files.</summary>
    internal const int MostFilePieces = 800;

    /// <summary>One byte less than the step of the padding, so that a piece is not padded to twice its size.</summary>
    internal const int PieceLength = 65_535;

    /// <summary>Null when nobody outside could follow the link.</summary>
    internal Uri? Address => settings.PublicUrl;

    internal bool IsTooMuch(SubjectId person)
    {
        var kept = database.Read(session => PersonRecords.Count(session, person));
        return kept.Received + kept.Sent > MostMessages || kept.Files > MostFilePieces;
    }

    /// <summary>Stores all pieces; each is a commit of its own, fenced by the turn's lease.</summary>
    /// <returns>What the person has to be told, in secret memory; the caller disposes it.</returns>
    internal async Task<PreparedExport> MakeAsync(
        OpenTurn turn, Authorized<ExportSubject> proof, CancellationToken cancel)
    {
        var (id, until) = (RowIds.New(), clock.GetCurrentInstant().ToUnixTimeSeconds() / 3600 + Hours);
        await database.CommitAsync(transaction =>
            Exports.Begin(transaction, turn.Lease, id, until, ExportRecords.Expired(turn.Person)));
        using var code = DownloadCode.New(arena);
        using var key = turn.Key.WithCode(code.Span, id);
        var position = 0;
        using var zip = new ZipWriter(
            async piece =>
            {
                cancel.ThrowIfCancellationRequested();
                var at = position++;
                var box = key.Seal<ExportContent>(piece.Span, Context(id, at, turn.Person));
                await database.CommitAsync(transaction => Exports.Append(transaction, turn.Lease, id, at, box));
            },
            PieceLength, clock.GetUtcNow().UtcDateTime, arena);
        await WriteAsync(new PersonFile(database, turn.Key, proof, turn.Business, arena), Facts(turn), zip);
        return new PreparedExport(
            id, new Uri(Address!, $"export/{id:N}"), DownloadCode.Show(code.Span, arena),
            Instant.FromUnixTimeSeconds(until * 3600).InZone(turn.Business.Zone));
    }

    internal static SealContext Context(Guid export, int position, SubjectId person) =>
        new("export_chunk", "envelope", export, position, person.Value);

    private ExportFacts Facts(OpenTurn turn) => Facts(turn.Lent, turn.Person, turn.Business);

    internal ExportFacts Facts(KeyLease key, SubjectId person, Business about) => new(
        clock.GetCurrentInstant().InZone(about.Zone),
        preferences.Contains(preferences.StopTags(key, person)),
        preferences.Contains(preferences.MarketingTags(key, person)));

    /// <summary>All entries of the ZIP file: the data for programs and for people, files, and what proves them whole.</summary>
    internal async Task WriteAsync(PersonFile file, ExportFacts facts, ZipWriter zip)
    {
        using (var json = new ExportJson(zip, arena))
            await WriteAsync(file, facts, zip, json);
        using (var html = new ExportHtml(zip, arena))
            await WriteAsync(file, facts, zip, html);
        foreach (var row in file.Conversations())
        {
            foreach (var received in file.Messages(row.Id).OfType<Exchanged.In>())
                await WriteFileAsync(file, received.Row, zip);
        }
        WriteManifest(zip);
        await zip.FinishAsync();
    }

    private void WriteManifest(ZipWriter zip)
    {
        using var keys = new LogKeys(vault);
        var note = keys.Sign(CopyManifest.Write(LedgerHour.Of(clock.GetUtcNow()), zip.Hashes));
        Write(zip, CopyManifest.EntryName, note);
        Write(zip, CopyManifest.KeyName, Encoding.ASCII.GetBytes($"{keys.Verifiers[0]}\n"));
    }

    private static void Write(ZipWriter zip, string name, ReadOnlySpan<byte> content)
    {
        zip.Begin(name);
        zip.Write(content);
        zip.End();
    }

    private static async Task WriteAsync(PersonFile file, ExportFacts facts, ZipWriter zip, IExportWriter writer)
    {
        zip.Begin(writer.EntryName);
        writer.Begin(file, facts);
        foreach (var row in file.Conversations())
        {
            writer.BeginConversation(file, row);
            foreach (var message in file.Messages(row.Id))
            {
                Write(file, message, writer);
                await writer.MoveAsync();
            }
            writer.EndConversation();
        }
        foreach (var row in file.Parked())
        {
            using (var raw = file.Open(row))
                writer.Add(row, raw.Memory);
            await writer.MoveAsync();
        }
        foreach (var act in file.Acts())
        {
            writer.Add(act);
            await writer.MoveAsync();
        }
        writer.End();
        await writer.MoveAsync();
        zip.End();
    }

    private static void Write(PersonFile file, Exchanged message, IExportWriter writer)
    {
        switch (message)
        {
            case Exchanged.In { Row: { Sealed: null } gone }:
                writer.Add(gone, text: null);
                break;
            case Exchanged.In { Row: var row }:
                using (var text = file.Open(row))
                    writer.Add(row, text);
                break;
            case Exchanged.Out { Row: var row }:
                using (var content = file.Open(row.Message))
                    writer.Add(row, Parts.Read(content.Memory));
                break;
        }
    }

    private static async Task WriteFileAsync(PersonFile file, InboxRow row, ZipWriter zip)
    {
        if (row.Sealed is null)
            return;
        using var text = file.Open(row);
        if (!text.HasFile)
            return;
        zip.Begin(ReceivedText.FileName(row.Id, text.Message));
        for (var position = 0; file.File(row.Id, position) is { } piece; position++)
        {
            using (piece)
                zip.Write(piece.Span);
            await zip.FlushAsync();
        }
        zip.End();
    }
}

/// <summary>What the person is told of a copy: where, with which code, and until when.</summary>
internal sealed record PreparedExport(Guid Id, Uri Link, SecretBuffer Code, ZonedDateTime Until) : IDisposable
{
    internal Download Download => new(Link.AbsoluteUri, Code.Memory, Until);

    public override string ToString() => "[export]";

    public void Dispose() => Code.Dispose();
}

/// <summary>What the ledger says of a copy after it was offered; the person's request is their own action.</summary>
internal static class ExportRecords
{
    private static readonly Caller _privacy = Caller.Service("privacy");

    internal static AccessRecord Downloaded(SubjectId person) => Of("subject.export-downloaded", person);

    internal static AccessRecord Refused(SubjectId person) => Of("subject.export-refused", person);

    internal static AccessRecord Expired(SubjectId person) => Of("subject.export-expired", person);

    private static AccessRecord Of(string action, SubjectId person) =>
        new(action, _privacy.Actor, Target.Of(person), Allowed: true);
}
