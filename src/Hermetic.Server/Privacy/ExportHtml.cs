using Hermetic.Cryptography;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Server.Privacy;

/// <summary>
/// <c>data.html</c>: the same for people. It opens offline, runs nothing, loads nothing, is light or dark as the reader
/// likes it, and prints.
/// </summary>
internal sealed class ExportHtml(ZipWriter zip, SecretArena arena) : IExportWriter
{
    private static readonly LocalDateTimePattern _moment =
        LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm");
    private static readonly LocalDatePattern _day = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    private readonly EntryText _text = new(zip, arena);
    private DateTimeZone _zone = DateTimeZone.Utc;
    private bool _other;
    private bool _record;

    public string EntryName => "data.html";

    public void Begin(PersonFile file, ExportFacts facts)
    {
        _zone = file.Business.Zone;
        _text.Markup("""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Your data</title>
            <style>
            """u8);
        _text.Markup(ExportStyle.Tokens);
        _text.Markup(ExportStyle.Document);
        _text.Markup("</style>\n<main>\n<h1>What "u8);
        _text.Text(file.Business.Name);
        _text.Markup(" keeps about you</h1>\n<p class=\"made\">As of "u8);
        _text.Text(_moment.Format(facts.Made.LocalDateTime));
        _text.Markup(". The file data.json beside this one holds the same for programs.</p>\n"u8);
        WriteWhy(file);
        WriteWho(file, facts);
        WriteAppointments(file);
    }

    private void WriteWhy(PersonFile file)
    {
        var privacy = file.Business.Privacy;
        _text.Markup("<h2>Why, for how long, who else</h2>\n<dl>\n"u8);
        Row("Purpose"u8, ExportWords.Purposes);
        Row("Legal basis"u8, ExportWords.Basis);
        Row("Who else gets it"u8, ExportWords.Recipients);
        Row("Kept for"u8, $"messages {privacy.RetentionDays} days; appointments {privacy.AppointmentDays} days after they were; who you are {privacy.ContactDays} days after you were last in touch, when nothing else is kept");
        Row("Questions"u8, $"{privacy.Contact}, {privacy.Notice}");
        Row("Complaints"u8, "any data protection authority");
        _text.Markup("</dl>\n"u8);
    }

    private void WriteWho(PersonFile file, ExportFacts facts)
    {
        _text.Markup("<h2>You</h2>\n<dl>\n"u8);
        file.ForEachIdentifier((kind, value) => Row(ExportWords.Name(kind), value.Span));
        foreach (var row in file.Conversations())
        {
            using var card = file.Card(row);
            if (card is null)
                continue;
            Row("name on WhatsApp", card.ProfileName.Span);
            if (!card.OwnName.IsEmpty)
                Row("called as you asked", card.OwnName.Span);
        }
        Row("Messages"u8, facts.Stopped ? "you said STOP" : "you have not said STOP");
        Row("Marketing"u8, facts.NoMarketing ? "you want none" : "you have not refused it");
        Row("Opened by staff"u8, Looks(file));
        WriteHold(file);
        _text.Markup("</dl>\n"u8);
    }

    private void WriteHold(PersonFile file)
    {
        if (file.Hold() is not { } hold)
            return;
        using var reason = file.Open(hold);
        Row("Must be kept for now"u8, $"since {At(hold.SinceHour)} (GDPR Art. 17(3)(b), (e))");
        Row("why it must be kept", reason.Span);
        if (hold.WishedHour is { } wished)
            Row("You wish to be erased"u8, $"noted {At(wished)}; it begins by itself when that duty ends");
    }

    /// <summary>By the hour: more is not kept in the clear.</summary>
    private string Looks(PersonFile file)
    {
        var hours = file.Looks();
        var newest = hours.Reverse().Distinct().Take(20)
            .Select(At).ToList();
        return newest.Count == 0 ? "never" : $"{hours.Count} times; in the hours of {string.Join("; ", newest)}";
    }

    private void WriteAppointments(PersonFile file)
    {
        _text.Markup("<h2>Appointments</h2>\n"u8);
        var none = true;
        foreach (var one in file.Appointments())
        {
            _text.Markup(none ? "<ul>\n<li>"u8 : "<li>"u8);
            none = false;
            _text.Text(one.With is { } with ? $"{one.Service} with {with}" : one.Service);
            _text.Text($", {_moment.Format(one.Start.LocalDateTime)}");
            _text.Text(one.Minutes is { } minutes ? $", {minutes} minutes" : "");
            _text.Text($" ({ExportWords.Name(one.State)})");
            if (one is { Reminder: var (reminder, _), ReminderDue: { } due })
                _text.Text($"; reminder {_moment.Format(due.LocalDateTime)} ({ExportWords.Name(reminder)})");
            _text.Markup("</li>\n"u8);
        }
        _text.Markup(none ? "<p>None.</p>\n"u8 : "</ul>\n"u8);
    }

    public void BeginConversation(PersonFile file, ConversationRow row)
    {
        var dialogue = file.Dialogue(row);
        _text.Markup("<h2>Messages</h2>\n<p>Answered by "u8);
        _text.Text(ExportWords.Name(row.State));
        _text.Markup("."u8);
        if (ExportWords.Task(dialogue) is { } task)
            _text.Text($" What is being done: {task}.");
        if (ExportWords.WaitsFor(dialogue) is { } waits)
            _text.Text($" What is waited for: {waits}.");
        _text.Markup("</p>\n<ol class=\"chat\">\n"u8);
    }

    public void Add(InboxRow row, ReceivedText? text)
    {
        _text.Markup("<li class=\"in\">"u8);
        if (text is null)
            Note($"({ExportWords.Gone(row.State)})");
        else
        {
            if (ExportWords.Kind(text.Message.Content) is { } kind)
                Note(kind);
            if (!text.Text.IsEmpty)
                Words(text.Text.Span);
            if (text.HasFile)
                WriteLink(ReceivedText.FileName(row.Id, text.Message));
            if (text.Message.Timestamp is { } at)
                Foot($"You, {At(at)}");
        }
        _text.Markup("</li>\n"u8);
    }

    public void Add(SentRow row, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var message = row.Message;
        _text.Markup("<li class=\"out\">"u8);
        Words(parts[1].Span);
        WriteChoices(parts);
        var when = Draft.WrittenAt(parts) is { } at
            ? _moment.Format(at.InZone(_zone).LocalDateTime)
            : _day.Format(new LocalDate(1970, 1, 1).PlusDays(row.Day));
        Foot($"{ExportWords.From(message.Kind)}, {when}, {ExportWords.Name(message.State)}");
        _text.Markup("</li>\n"u8);
    }

    private void WriteChoices(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        if (!Draft.ChoicesOf(parts).Any())
            return;
        _text.Markup("<span class=\"buttons\">"u8);
        foreach (var title in Draft.ChoicesOf(parts))
        {
            _text.Markup("<span class=\"button\">"u8);
            _text.Text(title.Span);
            _text.Markup("</span> "u8);
        }
        _text.Markup("</span>"u8);
    }

    public void EndConversation() => _text.Markup("</ol>\n"u8);

    public void Add(ParkedRow row, ReadOnlyMemory<byte> raw)
    {
        if (!_other)
            _text.Markup("<h2>Kept without an answer</h2>\n"u8);
        _other = true;
        _text.Markup("<pre>"u8);
        _text.Text(raw.Span);
        _text.Markup("</pre>\n"u8);
    }

    /// <summary>What the service does with each message stands in data.json only.</summary>
    public void Add(RecordedAct act)
    {
        if (act.IsRoutine)
            return;
        if (!_record)
            _text.Markup("<h2>On record</h2>\n<p>What was done with your data by you or by people of the business, by the hour (UTC). The file data.json has every entry.</p>\n<ul>\n"u8);
        _record = true;
        _text.Markup("<li>"u8);
        _text.Text($"{act.Hour}: {ExportWords.Who(act.Actor)}, {act.Action}");
        _text.Markup("</li>\n"u8);
    }

    public void End() => _text.Markup(_record ? "</ul>\n</main>\n</html>\n"u8 : "</main>\n</html>\n"u8);

    public ValueTask MoveAsync() => _text.MoveAsync();

    public void Dispose() => _text.Dispose();

    private string At(long hour) =>
        _moment.Format(Instant.FromUnixTimeSeconds(hour * 3600).InZone(_zone).LocalDateTime);

    private string At(DateTimeOffset at) =>
        _moment.Format(Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime);

    private void WriteLink(string file)
    {
        _text.Markup("<a href=\""u8);
        _text.Text(file);
        _text.Markup("\">"u8);
        _text.Text(file);
        _text.Markup("</a>"u8);
    }

    /// <summary>The direction of one text does not spill into the next.</summary>
    private void Words(ReadOnlySpan<byte> utf8)
    {
        _text.Markup("<bdi>"u8);
        _text.Text(utf8);
        _text.Markup("</bdi>"u8);
    }

    private void Note(string words) => Small("note"u8, words);

    private void Foot(string words) => Small("foot"u8, words);

    private void Small(ReadOnlySpan<byte> kind, string words)
    {
        _text.Markup("<small class=\""u8);
        _text.Markup(kind);
        _text.Markup("\">"u8);
        _text.Text(words);
        _text.Markup("</small>"u8);
    }

    private void Row(ReadOnlySpan<byte> name, string value)
    {
        _text.Markup("<dt>"u8);
        _text.Text(name);
        _text.Markup("</dt><dd>"u8);
        _text.Text(value);
        _text.Markup("</dd>\n"u8);
    }

    private void Row(string name, ReadOnlySpan<byte> value)
    {
        _text.Markup("<dt>"u8);
        _text.Text(name);
        _text.Markup("</dt><dd>"u8);
        Words(value);
        _text.Markup("</dd>\n"u8);
    }
}
