using System.Globalization;
using Hermetic.Assistant.Tests.Language;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant.Tests.Transcripts;

/// <summary>
/// A conversation in a file of its own, to be read by anybody: what was said, what was answered, what happened.
/// <code>
/// # Title
/// business: hair-salon           where (the hair salon)
/// now: 2026-11-23 10:00          when it begins, in the business's time (that Monday)
/// first contact: yes             the person has never written before
/// on hold: yes                   the law obliges the business to keep their data for now
/// taken: 2026-11-27 15:00        somebody else has that time
/// also open: Sunday 00:00-06:00  hours beside the usual ones
///
/// Person: …      Person forwards: …      Person presses: a button      Person sends: voice
/// Staff: …                               Staff: (gives back)
/// Meanwhile: 2026-11-27 15:00 is taken   Later: 25 hours
/// Assistant: …   its buttons in brackets
/// Effect: …
/// </code>
/// </summary>
internal sealed class Transcript
{
    private static readonly LocalDateTimePattern _time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private static readonly (string Said, string Played)[] _steps =
    [
        ("Person: ", "> "), ("Person forwards: ", ">> "), ("Person presses: ", "* "), ("Person sends: ", "? "),
        ("Later: ", "~ "), ("Staff: ", "= "), ("Meanwhile: ", "@ "),
    ];

    private readonly IReadOnlyList<string> _head;
    private readonly IReadOnlyList<string> _lines;

    private Transcript(IReadOnlyList<string> head, IReadOnlyList<string> lines) => (_head, _lines) = (head, lines);

    internal static Transcript Read(string text)
    {
        var all = text.ReplaceLineEndings("\n").Split('\n');
        var head = all.TakeWhile(line => line.Length > 0).ToList();
        return new(head, [.. all.Skip(head.Count).Where(line => _steps.Any(step => Says(line, step.Said)))]);
    }

    /// <summary>Plays what the person does and writes down what everybody does.</summary>
    internal async Task<string> PlayAsync()
    {
        var script = NewScript();
        var written = new List<string>(_head);
        foreach (var line in _lines)
        {
            written.Add("");
            written.Add(line);
            var (said, played) = _steps.Single(step => Says(line, step.Said));
            if (played == "@ ")
                script.Calendar.TakenBySomebody(Time(line[said.Length..].Replace(" is taken", "", StringComparison.Ordinal)));
            else
            {
                var what = line[said.Length..];
                var step = played + (played == "~ " ? what.Replace(" hours", "h", StringComparison.Ordinal) : what);
                foreach (var answer in await script.StepAsync(step))
                    written.AddRange(Show(answer));
            }
        }
        return string.Join('\n', written) + "\n";
    }

    private Script NewScript()
    {
        var business = Of("business", Named, SampleBusiness.HairSalon);
        business = Of("also open", hours => AlsoOpen(business, hours), business);
        var script = new Script(business, Of("now", text => (LocalDateTime?)Time(text), null))
        {
            Brain = Brain.English,
            FirstContact = Of("first contact", text => text == "yes", false),
        };
        script.Record.OnHold = Of("on hold", text => text == "yes", false);
        foreach (var taken in Values("taken"))
            script.Calendar.TakenBySomebody(Time(taken));
        return script;
    }

    private T Of<T>(string key, Func<string, T> read, T unset) =>
        Values(key).FirstOrDefault() is { } value ? read(value) : unset;

    private IEnumerable<string> Values(string key) =>
        _head.Where(line => Says(line, key + ": ")).Select(line => line[(key.Length + 2)..]);

    private static Business Named(string sample) => sample switch
    {
        "hair-salon" => SampleBusiness.HairSalon,
        "dental-practice" => SampleBusiness.DentalPractice,
        _ => throw new ArgumentException($"There is no sample {sample}.", nameof(sample)),
    };

    private static bool Says(string line, string said) => line.StartsWith(said, StringComparison.Ordinal);

    private static LocalDateTime Time(string text) => _time.Parse(text).Value;

    private static Business AlsoOpen(Business business, string hours)
    {
        var (day, span) = (hours.Split(' ')[0], hours.Split(' ')[1].Split('-'));
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>>(business.Hours.Week)
        {
            [Enum.Parse<IsoDayOfWeek>(day)] = [new(Clock(span[0]), Clock(span[1]))],
        };
        return business with { Hours = business.Hours with { Week = week } };
    }

    private static LocalTime Clock(string text) =>
        LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    /// <summary>A line of the script as a reader wants it: lines as they are on the phone, buttons in brackets.</summary>
    private static IEnumerable<string> Show(string line)
    {
        if (line[0] == '!')
            return ["Effect: " + line[2..]];
        var buttons = line.EndsWith('}') ? line[(line.LastIndexOf('{') + 1)..^1].Split('|') : [];
        var body = buttons.Length == 0 ? line[2..] : line[2..(line.LastIndexOf('{') - 1)];
        // A list is opened by a button of its own.
        if (buttons.Length > 0 && buttons[0].Split(": ") is [var opener, var first])
            buttons[0] = $"{opener}] > [{first}";
        var lines = body.Split(" / ").Select((part, index) => part.Length == 0 ? "" : (index == 0 ? "Assistant: " : "    ") + part);
        return buttons.Length == 0 ? lines : lines.Append("    " + string.Join(' ', buttons.Select(title => $"[{title}]")));
    }
}
