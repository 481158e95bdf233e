using System.Buffers;
using System.Text;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>
/// Plays a conversation and writes it down, so that a test is the conversation as a person would read it:
/// <code>
/// > text [note for the brain]      the person writes          >> forwarded text
/// * label                          presses a button on the screen; any button ever shown may be pressed
/// ? voice                          sends what cannot be read
/// ~ 25h                            time passes
/// = text                           somebody of the business writes
/// = (gives back)                   and lets the assistant go on
/// &lt; reply  {label|label}           the assistant answers, with buttons
/// &lt; reply  {opener: label|label}   the assistant answers, with a list
/// ! call                           what the host was asked to do
/// </code>
/// A line that begins with a space continues the one above. The host is played faithfully: the state goes
/// through its stored form, every plan through the policy, and a button only counts while its nonce does.
/// </summary>
internal sealed class Script
{
    private const int Width = 100;

    private readonly SubjectId _person = SubjectId.New();
    private readonly NotedBrain _brain = new();
    private readonly List<(string Label, Choice Choice, PendingAction Action, UInt128 Nonce)> _buttons = [];
    private ZonedDateTime _now;
    private DialogueState _state = DialogueState.Fresh;
    private UInt128 _nonces;
    private ConversationState _inCharge = ConversationState.Automated;
    private bool _staffWrote;
    private bool _optedOut;

    /// <summary>Monday, 23 November 2026, ten o'clock in Berlin; the salon is closed on Mondays.</summary>
    internal Script(Business? business = null, LocalDateTime? now = null)
    {
        Business = business ?? Salon;
        _now = Business.Zone.AtLeniently(now ?? new LocalDateTime(2026, 11, 23, 10, 0));
        Calendar = new(Business, _person, () => _now.LocalDateTime);
        Record = new(_person);
    }

    internal Business Business { get; private set; }

    /// <summary>The sample salon, without reminders that come by themselves: a script is about one thing.</summary>
    internal static Business Salon { get; } =
        SampleBusiness.HairSalon with { Booking = new(ReminderHours: 0) };

    internal PaperCalendar Calendar { get; private set; }

    internal PaperRecord Record { get; }

    internal bool FirstContact { get; set; }

    /// <summary>What understands instead of the notes.</summary>
    internal IBrain? Brain { get; init; }

    internal DialogueState State => _state;

    /// <summary>The owner saves another business in the middle of the conversation; the calendar is a new one.</summary>
    internal Script At(Business business)
    {
        (Business, Calendar) = (business, new(business, _person, () => _now.LocalDateTime));
        return this;
    }

    /// <summary>Plays the lines of the person and compares the whole with the script.</summary>
    internal static async Task PlayAsync(string script, Script? on = null)
    {
        var lines = Lines(script);
        var played = await (on ?? new()).PlayAsync(lines);
        Assert.Equal(string.Join('\n', lines), string.Join('\n', played));
    }

    /// <summary>Plays the lines of the person and writes down everybody's.</summary>
    internal async Task<IReadOnlyList<string>> PlayAsync(IEnumerable<string> lines)
    {
        var played = new List<string>();
        foreach (var line in lines.Where(line => line[0] is '>' or '*' or '?' or '~' or '='))
        {
            played.Add(line);
            played.AddRange(await StepAsync(line));
        }
        return played;
    }

    internal static IReadOnlyList<string> Lines(string script)
    {
        var lines = new List<string>();
        script = script.ReplaceLineEndings("\n");
        foreach (var line in script.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == ' ')
                lines[^1] += " " + line.Trim();
            else
                lines.Add(line);
        }
        return lines;
    }

    /// <summary>The reverse of joining lines; never breaks at two spaces, which would become one.</summary>
    internal static string Wrap(string line)
    {
        if (line.Length <= Width)
            return line;
        var at = Width - 1;
        while (at > 2 && !(line[at] == ' ' && line[at - 1] != ' ' && line[at + 1] != ' '))
            at--;
        return at <= 2 ? line : $"{line[..at]}\n{Wrap("  " + line[(at + 1)..])}";
    }

    internal async Task<IReadOnlyList<string>> StepAsync(string line)
    {
        if (line[0] == '~')
        {
            _now = _now.Plus(Duration.FromHours(int.Parse(line[2..].TrimEnd('h'))));
            return [];
        }
        if (line[0] == '=')
        {
            _staffWrote = line != "= (gives back)";
            _inCharge = _staffWrote ? ConversationState.HumanInCharge : ConversationState.Automated;
            return [];
        }
        // In no script is such an answer expected, so that it fails where the button is missing.
        if (line[0] == '*' && !_buttons.Any(button => line.AsSpan(2).SequenceEqual(button.Label)))
            return ["< (there is no such button)"];
        var forwarded = line.StartsWith(">>", StringComparison.Ordinal);
        var label = new Label(forwarded ? Integrity.Outside : Integrity.Subject, _person);
        var input = new TurnInput(new(Read(line), label), _state, _now, FirstContact)
        {
            HumanInCharge = _inCharge == ConversationState.HumanInCharge,
        };
        FirstContact = false;
        var turn = new Turn(Business, Brain ?? _brain, Calendar, Record);
        return Decide(turn, input) switch
        {
            Decision.Proceed proceed => Carry(await turn.PlanAsync(input, CancellationToken.None), proceed.MayAnswer),
            Decision.Wait when !_staffWrote && Turn.WhileWaiting(input) is { } told => Carry(told),
            _ => [],
        };
    }

    private Decision Decide(Turn turn, TurnInput input) => Processing.Decide(new(
        turn.PurposeOf(input), LawfulBasis.Contract, Restricted: false, _optedOut, _inCharge,
        _now.ToInstant(), _now.ToInstant()) { Plain = turn.IsPlain(input) });

    private Utterance Read(string line)
    {
        switch (line[0])
        {
            case '?':
                return new Utterance.Unreadable(Enum.Parse<UnreadableKind>(line[2..], ignoreCase: true));
            case '*':
                var pressed = _buttons.LastOrDefault(button => line.AsSpan(2).SequenceEqual(button.Label));
                return pressed.Nonce == _state.Nonce
                    ? new Utterance.Button(pressed.Choice, pressed.Action)
                    : new Utterance.StaleButton();
            default:
                var note = line.IndexOf('[', StringComparison.Ordinal);
                _brain.Note = note < 0 ? "" : line[(note + 1)..line.LastIndexOf(']')];
                var said = (note < 0 ? line : line[..note]).Trim('>', ' ');
                return new Utterance.Text(Encoding.UTF8.GetBytes(said));
        }
    }

    private List<string> Carry(TurnPlan plan, bool mayAnswer = true)
    {
        var allowed = PlanPolicy.TryRelease(plan, _person, out var released, out var refusal);
        Assert.True(allowed, refusal?.ToString());
        var written = new List<string>();
        foreach (var call in released!.Calls)
        {
            if (call is not PlannedCall.Say say)
                written.AddRange(Do(call, plan));
            else if (mayAnswer)
                written.Add(Show(say.Reply, plan));
        }
        if (!released.Calls.Any(call => call.HasOutcome))
            Keep(plan.Next);
        return written;
    }

    private List<string> Do(PlannedCall call, TurnPlan plan)
    {
        if (call is PlannedCall.HandOver)
            (_inCharge, _staffWrote) = (ConversationState.HumanInCharge, false);
        if (call is PlannedCall.GiveBack)
            _inCharge = ConversationState.Automated;
        if (call is PlannedCall.OptOut or PlannedCall.OptIn)
            _optedOut = call is PlannedCall.OptOut;
        var (line, outcome) = call switch
        {
            PlannedCall.Book book => (
                $"! book {Written(book.Booking)}", Calendar.Book(book.Booking, book.Reminder)),
            PlannedCall.Move move => (
                $"! move to {Written(move.Booking)}", Calendar.Move(move.Appointment.Id, move.Booking, move.Reminder)),
            PlannedCall.Cancel cancel => ("! cancel", Calendar.Cancel(cancel.Appointment)),
            PlannedCall.Remind remind => (
                $"! remind {remind.Reminder.At:uuuu-MM-dd'T'HH:mm}",
                Calendar.Remind(remind.Appointment.Id, remind.Reminder)),
            PlannedCall.NoReminder no => ("! no reminder", Calendar.Remind(no.Appointment.Id, reminder: null)),
            PlannedCall.EraseSubject when Record.OnHold => ("! note the wish to be erased", new CallOutcome.OnHold()),
            PlannedCall.EraseSubject => ("! erase", new CallOutcome.Done()),
            PlannedCall.TakeBackErasure => ("! take back the wish to be erased", null),
            PlannedCall.ExportSubject => ("! export", Record.Export(_now)),
            PlannedCall.CorrectName correct => (
                $"! correct name {Encoding.UTF8.GetString(correct.Name.Utf8)}", null),
            PlannedCall.HandOver over => ($"! hand over {over.Reason}", (CallOutcome?)null),
            PlannedCall.GiveBack => ("! give back", null),
            var other => ($"! {other.GetType().Name}", null),
        };
        return outcome is null ? [line] : [line, .. Carry(Turn.After(plan, outcome))];
    }

    private static string Written(Booking booking) =>
        $"{booking.ServiceId}{(booking.StaffId is { } staff ? $" with {staff}" : "")} "
        + $"{booking.Zoned:uuuu-MM-dd'T'HH:mm o<g>}";

    private string Show(Reply reply, TurnPlan plan)
    {
        var nonce = plan.Next.Nonce ?? ++_nonces;
        var labels = reply.Choices
            .Select(choice => (Text(to => Wording.En.WriteLabel(reply, choice, Business, to)), choice))
            .ToList();
        foreach (var (label, choice) in labels)
            _buttons.Add((label, choice, reply.Pending!, nonce));
        var body = Text(to => Wording.En.Write(reply, Business, to))
            .Replace("\n", " / ", StringComparison.Ordinal);
        var opener = labels.Count > 3 ? Text(to => Wording.En.WriteOpener(reply, to)) + ": " : "";
        var buttons = opener + string.Join('|', labels.Select(one => one.Item1));
        return labels.Count == 0 ? $"< {body}" : $"< {body} {{{buttons}}}";
    }

    private void Keep(DialogueState next)
    {
        var stored = new ArrayBufferWriter<byte>();
        (next.Pending is not null && next.Nonce is null ? next with { Nonce = _nonces } : next).Write(stored);
        _state = DialogueState.Read(stored.WrittenSpan);
    }

    private static string Text(Action<IBufferWriter<byte>> write)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        write(utf8);
        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }
}
