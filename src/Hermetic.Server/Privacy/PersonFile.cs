using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Everything that is kept about one person, opened piece by piece and never as a whole. What it hands out is in secret
/// memory until the next piece is asked for.
/// </summary>
internal sealed class PersonFile(
    Database database, ContentKey key, Authorized<ExportSubject> proof, Business business, SecretArena arena)
{
    private const int Page = 100;

    internal SubjectId Person { get; } = proof.Target.Owner
        ?? throw new InvalidOperationException("An export is somebody's.");

    internal Business Business => business;

    internal IReadOnlyList<ConversationRow> Conversations() =>
        database.Read(session => PersonRecords.Conversations(session, proof));

    /// <summary>What the ledger says was done to the person's data, oldest first.</summary>
    internal IEnumerable<RecordedAct> Acts() => new PersonLedger(database, key, Person).Acts();

    /// <summary>The hours in which people of the business looked, oldest first.</summary>
    internal IReadOnlyList<long> Looks() => database.Read(session => StaffAccesses.Hours(session, Person));

    internal StaffAccessCount Access() => database.Read(session => StaffAccesses.Of(session, Person, sinceHour: 0));

    /// <summary>Null when nothing obliges the business to keep their data.</summary>
    internal LegalHold? Hold() => database.Read(session => LegalHolds.Of(session, Person));

    internal SecretBuffer Open(LegalHold hold) => KeptHold.Open(key, hold);

    /// <summary>Null before the person was answered for the first time. The caller disposes it.</summary>
    internal PersonCard? Card(ConversationRow row) => row.Person is null ? null : PersonCard.Open(key, row);

    internal DialogueState Dialogue(ConversationRow row) => OpenTurn.OpenDialogue(key, row);

    /// <summary>Every number and user id that WhatsApp ever gave for the person.</summary>
    internal void ForEachIdentifier(Action<IdentifierKind, ReadOnlyMemory<byte>> see)
    {
        foreach (var (row, box) in database.Read(session => Subjects.IdentifiersOf(session, Person)))
        {
            using var value = key.Open(box, Identifier.Context(row, Person)).Keep();
            see((IdentifierKind)value.Span[0], value.Memory[1..]);
        }
    }

    internal IEnumerable<KeptAppointment> Appointments()
    {
        var reminders = new PersonReminders(database, key, Person);
        return database.Read(session => PersonRecords.Appointments(session, Person))
            .Select(row => new KeptAppointment(
                AppointmentEnvelope.Open(key, row, Person, business.Zone), row.State, reminders.Of(row.Id), business))
            .OrderBy(one => one.Start.ToInstant());
    }

    /// <summary>Both directions in their order: an answer stands behind the message that was answered last.</summary>
    internal IEnumerable<Exchanged> Messages(ConversationId conversation)
    {
        using var sent = Sent(conversation).GetEnumerator();
        var waiting = sent.MoveNext();
        foreach (var received in Received(conversation))
        {
            for (; waiting && sent.Current.Message.After < received.Sequence; waiting = sent.MoveNext())
                yield return new Exchanged.Out(sent.Current);
            yield return new Exchanged.In(received);
        }
        for (; waiting; waiting = sent.MoveNext())
            yield return new Exchanged.Out(sent.Current);
    }

    internal ReceivedText Open(InboxRow row)
    {
        var content = key.Open(row.Sealed!, InboundEnvelope.Context(row.Id, Person)).Keep();
        return new ReceivedText(content, Pieces(row.Id), arena);
    }

    internal SecretBuffer Open(OutboxRow row) => Draft.Open(key, row, Person);

    internal SecretBuffer Open(ParkedRow row) =>
        key.Open(row.Sealed, Arrivals.ParkedContext(row.Id, Person)).Keep();

    internal IReadOnlyList<ParkedRow> Parked() => database.Read(session => PersonRecords.Parked(session, proof));

    /// <summary>One piece of a file; null behind the last one. The caller disposes it.</summary>
    internal SecretBuffer? File(MessageId message, int position) =>
        database.Read(session => MediaChunks.Read(session, proof, message, position)) is { } box
            ? key.Open(box, Attachments.Context(message, position, Person)).Keep()
            : null;

    private long Pieces(MessageId message) => database.Read(session => MediaChunks.Count(session, message));

    private IEnumerable<InboxRow> Received(ConversationId conversation) => Paged(
        after => database.Read(session => PersonRecords.Received(session, proof, conversation, after, Page)),
        row => row.Sequence);

    private IEnumerable<SentRow> Sent(ConversationId conversation) => Paged(
        after => database.Read(session => PersonRecords.Sent(session, proof, conversation, after, Page)),
        row => row.Message.Sequence);

    private static IEnumerable<T> Paged<T>(Func<long, IReadOnlyList<T>> page, Func<T, long> sequence)
    {
        var after = 0L;
        for (var rows = page(after); rows.Count > 0; rows = page(after))
        {
            foreach (var row in rows)
                yield return row;
            after = sequence(rows[^1]);
        }
    }
}

/// <summary>A message in either direction, still sealed.</summary>
internal abstract record Exchanged
{
    internal sealed record In(InboxRow Row) : Exchanged;

    internal sealed record Out(SentRow Row) : Exchanged;
}

/// <summary>A message from the person, opened: as WhatsApp sent it, and what of it can be read.</summary>
internal sealed class ReceivedText : IDisposable
{
    private readonly SecretBuffer _content;
    private readonly SecretBuffer? _text;
    private readonly int _length;

    internal ReceivedText(SecretBuffer content, long pieces, SecretArena arena)
    {
        (_content, HasFile) = (content, pieces > 0);
        Raw = Parts.Read(content.Memory);
        Message = InboundEnvelope.Read(content.Memory);
        if (Said.Shown(Said.Newest(Message.Content)) is not { } shown)
            return;
        _text = arena.Rent(Math.Max(1, shown.MaxLength));
        _length = shown.Unescape(_text.Span);
    }

    internal InboundMessage Message { get; }

    /// <summary>The message object, then the contact object where there was one; unknown members are in them.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Raw { get; }

    internal ReadOnlyMemory<byte> Text => _text is null ? default : _text.Memory[.._length];

    internal bool HasFile { get; }

    /// <summary>Where the file lies in the ZIP file.</summary>
    internal static string FileName(MessageId id, InboundMessage message) => $"files/{id.Value:N}{Ending(message)}";

    private static string Ending(InboundMessage message)
    {
        if (Said.Newest(message.Content) is not MediaMessage { Media.MimeType: { MaxLength: <= 128 } type })
            return "";
        Span<byte> buffer = stackalloc byte[128];
        var utf8 = buffer[..type.Unescape(buffer)];
        foreach (var (mime, ending) in _endings)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(utf8[..Math.Min(utf8.Length, mime.Length)], mime))
                return ending;
        }
        return "";
    }

    private static readonly (string Mime, string Ending)[] _endings =
    [
        ("image/jpeg", ".jpg"), ("image/png", ".png"), ("image/webp", ".webp"), ("audio/ogg", ".ogg"),
        ("audio/mpeg", ".mp3"), ("audio/mp4", ".m4a"), ("video/mp4", ".mp4"), ("application/pdf", ".pdf"),
        ("text/plain", ".txt"),
    ];

    public void Dispose()
    {
        _text?.Dispose();
        _content.Dispose();
    }
}
