using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant.Tests;

/// <summary>
/// A brain that understands what the script notes beside each message, so that the dialogue is tested alone:
/// <c>[book_appointment 0.55 ~cancel_appointment safety yes 2026-11-27T15:00 2026-11-27 T07:00|T19:00]</c>.
/// </summary>
internal sealed class NotedBrain : IBrain
{
    private static readonly LocalDateTimePattern DateTime =
        LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-ddTHH:mm");
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("'T'HH:mm");

    internal string Note { get; set; } = "";

    public Understanding Understand(ReadOnlySpan<byte> utf8, LocalDateTime reference)
    {
        var understood = new Understanding(
            "en", Intent.OutOfScope, 0.2, RunnerUp: null, [], YesNo.Neither, Safety: false);
        return Note.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(understood, (so, word) => Add(so, word, reference));
    }

    private static Understanding Add(Understanding so, string word, LocalDateTime reference) => word switch
    {
        "yes" => so with { Reply = YesNo.Yes },
        "no" => so with { Reply = YesNo.No },
        "safety" => so with { Safety = true },
        _ when word.StartsWith("0.", StringComparison.Ordinal) => so with { Confidence = double.Parse(word) },
        _ when word[0] == '~' => so with { RunnerUp = Named(word[1..]) },
        _ when char.IsLower(word[0]) => so with { Intent = Named(word), Confidence = 0.9 },
        _ => so with { Times = [.. so.Times, Reading(word, reference)] },
    };

    private static Intent Named(string snake) =>
        Enum.Parse<Intent>(snake.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static TimeReading Reading(string word, LocalDateTime reference)
    {
        var candidates = word.Split('|').Select(one => Span(one, reference)).ToList();
        var ambiguity = candidates switch
        {
            [_] => TimeAmbiguity.None,
            [{ HasDate: true, HasTime: false }, ..] => TimeAmbiguity.WhichWeek,
            _ => TimeAmbiguity.MorningOrEvening,
        };
        return new(candidates, ambiguity);
    }

    private static LocalSpan Span(string word, LocalDateTime reference)
    {
        if (word.Split('/') is [var from, var until])
        {
            return new(
                DateTime.Parse(from).Value, DateTime.Parse(until).Value, HasDate: true, HasTime: false);
        }
        if (Time.Parse(word) is { Success: true, Value: var time })
        {
            return new(
                reference.Date + time, reference.Date + time.PlusHours(1), HasDate: false, HasTime: true);
        }
        if (Date.Parse(word) is { Success: true, Value: var date })
            return new(date.AtMidnight(), date.PlusDays(1).AtMidnight(), HasDate: true, HasTime: false);
        var at = DateTime.Parse(word).Value;
        return new(at, at.PlusHours(1), HasDate: true, HasTime: true);
    }
}
