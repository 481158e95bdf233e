using System.Text.Encodings.Web;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Server.Privacy;

/// <summary>
/// <c>data.json</c>: structured, commonly used and machine-readable (GDPR Art. 20(1)). What WhatsApp sent stands in
/// <c>raw</c> with all of its members, also those that this program does not know.
/// </summary>
internal sealed partial class ExportJson : IExportWriter
{
    private static readonly OffsetDateTimePattern _moment = OffsetDateTimePattern.Rfc3339;

    private readonly EntryText _text;
    private readonly Utf8JsonWriter _json;
    private bool _other;
    private bool _record;

    internal ExportJson(ZipWriter zip, SecretArena arena)
    {
        _text = new EntryText(zip, arena);
        // People read it, and it is never part of a page: letters stay letters.
        _json = new Utf8JsonWriter(
            _text, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public string EntryName => "data.json";

    public void Begin(PersonFile file, ExportFacts facts)
    {
        _json.WriteStartObject();
        _json.WriteNumber("version"u8, 1);
        _json.WriteString("made"u8, _moment.Format(facts.Made.ToOffsetDateTime()));
        WriteController(file);
        WritePerson(file, facts);
        WriteAppointments(file);
        _json.WriteStartArray("conversations"u8);
    }

    private void WriteController(PersonFile file)
    {
        var privacy = file.Business.Privacy;
        _json.WriteStartObject("controller"u8);
        _json.WriteString("name"u8, file.Business.Name);
        _json.WriteString("contact"u8, privacy.Contact);
        _json.WriteString("notice"u8, privacy.Notice);
        _json.WriteString("purposes"u8, ExportWords.Purposes);
        _json.WriteString("lawfulBasis"u8, ExportWords.Basis);
        _json.WriteString("recipients"u8, ExportWords.Recipients);
        _json.WriteNumber("messagesKeptDays"u8, privacy.RetentionDays);
        _json.WriteNumber("appointmentsKeptDays"u8, privacy.AppointmentDays);
        _json.WriteNumber("contactKeptDays"u8, privacy.ContactDays);
        _json.WriteEndObject();
    }

    private void WritePerson(PersonFile file, ExportFacts facts)
    {
        _json.WriteStartObject("person"u8);
        _json.WriteString("id"u8, file.Person.Value);
        _json.WriteStartArray("identifiers"u8);
        file.ForEachIdentifier((kind, value) =>
        {
            _json.WriteStartObject();
            _json.WriteString("kind"u8, ExportWords.Name(kind));
            _json.WriteString("value"u8, value.Span);
            _json.WriteEndObject();
        });
        _json.WriteEndArray();
        _json.WriteBoolean("saidStop"u8, facts.Stopped);
        _json.WriteBoolean("wantsNoMarketing"u8, facts.NoMarketing);
        var access = file.Access();
        _json.WriteNumber("openedByStaff"u8, access.Count);
        if (access.LastHour is { } hour)
            _json.WriteString("lastOpenedByStaff"u8, Hour(hour));
        _json.WriteStartArray("opened"u8);
        foreach (var look in file.Looks())
        {
            _json.WriteStartObject();
            _json.WriteString("hour"u8, Hour(look));
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        WriteHold(file);
        _json.WriteEndObject();
    }

    /// <summary>Why they are not erased for now, if that is so.</summary>
    private void WriteHold(PersonFile file)
    {
        if (file.Hold() is not { } hold)
            return;
        using var reason = file.Open(hold);
        _json.WriteStartObject("hold"u8);
        _json.WriteString("since"u8, Hour(hold.SinceHour));
        _json.WriteString("reason"u8, reason.Span);
        if (hold.WishedHour is { } wished)
            _json.WriteString("erasureWished"u8, Hour(wished));
        _json.WriteEndObject();
    }

    private static string Hour(long hour) => $"{Instant.FromUnixTimeSeconds(hour * 3600):uuuu-MM-dd'T'HH'Z'}";

    public void BeginConversation(PersonFile file, ConversationRow row)
    {
        _json.WriteStartObject();
        _json.WriteString("id"u8, row.Id.Value);
        _json.WriteString("answeredBy"u8, ExportWords.Name(row.State));
        using (var card = file.Card(row))
        {
            if (card is not null)
                WriteCard(card);
        }
        WriteDialogue(file.Dialogue(row));
        _json.WriteStartArray("messages"u8);
    }

    private void WriteCard(PersonCard card)
    {
        _json.WriteString("profileName"u8, card.ProfileName.Span);
        if (card.ProfileNameSince is { } since)
            _json.WriteString("profileNameSince"u8, InstantPattern.General.Format(since));
        if (!card.OwnName.IsEmpty)
            _json.WriteString("calledAs"u8, card.OwnName.Span);
        _json.WriteString("lastWrote"u8, InstantPattern.General.Format(card.SaidAt));
        if (!card.IdentityKeyHash.IsEmpty)
            _json.WriteString("identityKeyHash"u8, card.IdentityKeyHash.Span);
    }

    private void WriteDialogue(Hermetic.Assistant.DialogueState state)
    {
        _json.WriteStartObject("dialogue"u8);
        _json.WriteString("language"u8, state.Language);
        if (ExportWords.Task(state) is { } task)
            _json.WriteString("task"u8, task);
        if (ExportWords.WaitsFor(state) is { } waits)
            _json.WriteString("waitsFor"u8, waits);
        if (state.ServiceId is { } service)
            _json.WriteString("service"u8, service);
        if (state.StaffId is { } with)
            _json.WriteString("with"u8, with);
        if (state.Date is { } date)
            _json.WriteString("day"u8, LocalDatePattern.Iso.Format(date));
        if (state.Time is { } time)
            _json.WriteString("time"u8, $"{time:HH:mm}");
        _json.WriteEndObject();
    }

    public void Add(InboxRow row, ReceivedText? text)
    {
        _json.WriteStartObject();
        _json.WriteString("direction"u8, "in"u8);
        _json.WriteString("id"u8, row.Id.Value);
        if (ExportWords.Gone(row.State) is { } gone)
            _json.WriteString("gone"u8, gone);
        if (text is not null)
            WriteReceived(row, text);
        _json.WriteEndObject();
    }

    private void WriteReceived(InboxRow row, ReceivedText text)
    {
        var message = text.Message;
        _json.WriteString("kind"u8, message.Kind);
        if (message.Timestamp is { } at)
            _json.WriteString("at"u8, at);
        if (!text.Text.IsEmpty)
            _json.WriteString("text"u8, text.Text.Span);
        if (text.HasFile)
            _json.WriteString("file"u8, ReceivedText.FileName(row.Id, message));
        _json.WriteStartObject("raw"u8);
        WriteRaw("message", text.Raw[0]);
        if (text.Raw.Count > 1)
            WriteRaw("contact", text.Raw[1]);
        _json.WriteEndObject();
    }

    public void Add(SentRow row, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var message = row.Message;
        _json.WriteStartObject();
        _json.WriteString("direction"u8, "out"u8);
        _json.WriteString("id"u8, message.Id.Value);
        _json.WriteString("from"u8, ExportWords.From(message.Kind));
        _json.WriteString("day"u8, LocalDatePattern.Iso.Format(new LocalDate(1970, 1, 1).PlusDays(row.Day)));
        _json.WriteString("delivery"u8, ExportWords.Name(message.State));
        if (Draft.WrittenAt(parts) is { } at)
            _json.WriteString("at"u8, at.ToDateTimeOffset());
        _json.WriteString("text"u8, parts[1].Span);
        if (message.Kind == OutboundKind.Echo && parts.Count > 2)
            WriteRaw("raw", parts[2]);
        WriteChoices(parts);
        _json.WriteEndObject();
    }

    private void WriteChoices(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        if (!Draft.ChoicesOf(parts).Any())
            return;
        _json.WriteStartArray("buttons"u8);
        foreach (var title in Draft.ChoicesOf(parts))
            _json.WriteStringValue(title.Span);
        _json.WriteEndArray();
    }

    public void EndConversation()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    public void Add(ParkedRow row, ReadOnlyMemory<byte> raw)
    {
        BeginOther();
        _json.WriteStartObject();
        _json.WriteString("day"u8, LocalDatePattern.Iso.Format(new LocalDate(1970, 1, 1).PlusDays(row.Day)));
        WriteRaw("raw", raw);
        _json.WriteEndObject();
    }

    /// <summary>What was kept without an answer: reactions of a kind that is not known, and the like.</summary>
    private void BeginOther()
    {
        if (_other)
            return;
        _json.WriteEndArray();
        _json.WriteStartArray("other"u8);
        _other = true;
    }

    public void Add(RecordedAct act)
    {
        BeginRecord();
        _json.WriteStartObject();
        if (act.Index is { } index)
            _json.WriteNumber("index"u8, index);
        _json.WriteString("hour"u8, act.Hour);
        if (act.At is { } at)
            _json.WriteString("at"u8, at);
        _json.WriteString("action"u8, act.Action);
        _json.WriteString("actor"u8, act.Actor);
        _json.WriteEndObject();
    }

    /// <summary>What was done to the person's data, as the ledger has it.</summary>
    private void BeginRecord()
    {
        BeginOther();
        if (_record)
            return;
        _json.WriteEndArray();
        _json.WriteStartArray("record"u8);
        _record = true;
    }

    public void End()
    {
        BeginRecord();
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    /// <summary>It was read as JSON when it came; what is none by today's reader is kept as base64.</summary>
    private void WriteRaw(string name, ReadOnlyMemory<byte> raw)
    {
        _json.WritePropertyName(name);
        if (IsJson(raw.Span))
            _json.WriteRawValue(raw.Span, skipInputValidation: true);
        else
            _json.WriteBase64StringValue(raw.Span);
    }

    private static bool IsJson(ReadOnlySpan<byte> raw)
    {
        try
        {
            var reader = new Utf8JsonReader(raw);
            while (reader.Read())
            {
            }
            return !raw.IsEmpty;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public async ValueTask MoveAsync()
    {
        _json.Flush();
        await _text.MoveAsync();
    }

    public void Dispose()
    {
        _json.Dispose();
        _text.Dispose();
    }
}
