using System.Buffers;
using System.Text.Json;
using Hermetic.Assistant;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>What <c>check-business</c> shows: what an owner can check at a glance, then what would be answered.</summary>
internal sealed record BusinessReport(string From, FolderReading Reading, IReadOnlyList<Rehearsed> Rehearsed)
{
    private const int MonthsOfHolidays = 6;

    private static readonly LocalTimePattern _time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDatePattern _date = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    /// <param name="answersOnly">Somebody asked one thing and wants to see that.</param>
    internal void Print(IAnsiConsole screen, bool answersOnly, TimeProvider clock)
    {
        if (Reading.Said.Business is not { } business)
        {
            PrintProblems(screen);
            return;
        }
        if (!answersOnly)
            PrintFacts(screen, business, clock);
        PrintAnswers(screen);
    }

    private void PrintProblems(IAnsiConsole screen)
    {
        var problems = Reading.Said.Problems;
        Line(screen, $"[bold red]{problems.Count} problem{(problems.Count == 1 ? "" : "s")}[/] in {Markup.Escape(From)}:");
        foreach (var problem in problems)
            Line(screen, $"  {Markup.Escape(problem.ToString())}");
        Line(screen, "The assistant cannot use this folder yet.");
    }

    private void PrintFacts(IAnsiConsole screen, Business business, TimeProvider clock)
    {
        var now = clock.GetCurrentInstant().InZone(business.Zone);
        Line(screen, $"[bold]{Markup.Escape(business.Name)}[/] can be used ({Markup.Escape(From)})");
        Rows(screen, [
            ["Address", business.Address], ["Phone", business.Phone],
            ["Time zone", $"{business.Zone.Id}, where it is {_date.Format(now.Date)}, {_time.Format(now.TimeOfDay)}"],
            ["Privacy", $"{business.Privacy.Contact}, {business.Privacy.Notice}, messages are kept for {business.Privacy.RetentionDays} days"],
            ["Booking", Booking(business.Booking)],
            ["Fingerprint", $"sha256:{Convert.ToHexStringLower(Reading.Sha256)}"],
        ]);
        Heading(screen, "Opening hours");
        Rows(screen, Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
            .Select(day => new[] { day.ToString(), Spans(business.Hours.Usual(day)) }));
        Heading(screen, $"Holidays of the next {MonthsOfHolidays} months");
        Rows(screen, business.Hours.SpecialDays
            .Where(day => day.Date >= now.Date && day.Date <= now.Date.PlusMonths(MonthsOfHolidays))
            .Select(day => new[] { _date.Format(day.Date), day.Name, Spans(day.Spans) }));
        Heading(screen, "Services");
        Rows(screen, business.Services.Select(service => Service(service, business)));
        if (business.Staff.Count > 0)
            Heading(screen, "Staff");
        Rows(screen, business.Staff.Select(member => Member(member, business)));
        Heading(screen, $"Knowledge, {business.Knowledge.Sum(one => one.Sections.Count)} sections");
        Rows(screen, business.Knowledge.Select(document => new[]
        {
            document.Title, _date.Format(document.Updated), string.Join(" · ", document.Sections.Select(section => section.Heading)),
        }));
    }

    private void PrintAnswers(IAnsiConsole screen)
    {
        if (Rehearsed.Count == 0)
            return;
        Heading(screen, "What it would answer");
        foreach (var one in Rehearsed)
        {
            Line(screen, $"{Mark(one.Outcome)} [bold]{Markup.Escape(one.Question)}[/]");
            foreach (var line in one.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Line(screen, $"    {Markup.Escape(line)}");
        }
        var unanswered = Rehearsed.Count(one => one.Outcome == RehearsalOutcome.NotAnswered);
        screen.WriteLine();
        Line(screen, unanswered == 0
            ? $"All {Rehearsed.Count} are dealt with."
            : $"{unanswered} of {Rehearsed.Count} could not be answered. Write the answer into a file in knowledge/, or leave it to a person.");
    }

    /// <summary>The marks differ without their colours, too.</summary>
    private static string Mark(RehearsalOutcome outcome) => outcome switch
    {
        RehearsalOutcome.Answered => "[green]✓[/]",
        RehearsalOutcome.AskedBack => "[yellow]?[/]",
        RehearsalOutcome.HandedOver => "[blue]→[/]",
        _ => "[red]✗[/]",
    };

    private static string[] Service(Service service, Business business) =>
    [
        service.Name,
        $"{service.Minutes} min{(service.BufferMinutes > 0 ? $" + {service.BufferMinutes}" : "")}",
        service.Price is { } price ? $"{price.Amount:0.##} {price.Currency}" : "on request",
        service == business.ImpliedService ? "(meant when nobody names one)" : "",
    ];

    private static string[] Member(StaffMember member, Business business) =>
    [
        member.Name,
        member.ServiceIds.Count == 0 ? "everything" : string.Join(", ", member.ServiceIds.Select(id => business.Find(id)?.Name)),
        member.Hours is { } hours
            ? string.Join("; ", hours.Week.OrderBy(day => day.Key).Select(day => $"{day.Key.ToString()[..3]} {Spans(day.Value)}"))
            : "while it is open",
        member.Away.Count == 0 ? "" : "away " + string.Join(", ", member.Away.Select(span =>
            span.First == span.Last ? _date.Format(span.First) : $"{_date.Format(span.First)} to {_date.Format(span.Last)}")),
    ];

    private static string Booking(BookingRules rules) =>
        $"every {rules.StepMinutes} minutes, at least {rules.NoticeMinutes} minutes and at most {rules.HorizonDays} days ahead, "
        + (rules.ReminderHours == 0 ? "no reminder" : $"reminder {rules.ReminderHours} hours before");

    private static string Spans(IReadOnlyList<OpenSpan> spans) => spans.Count == 0
        ? "closed"
        : string.Join(", ", spans.Select(span => $"{_time.Format(span.From)}-{_time.Format(span.Until)}"));

    private static void Heading(IAnsiConsole screen, string words)
    {
        screen.WriteLine();
        Line(screen, $"[bold]{Markup.Escape(words)}[/]");
    }

    private static void Rows(IAnsiConsole screen, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        var table = new Grid();
        foreach (var column in Enumerable.Range(0, all[0].Length))
            table.AddColumn(column < all[0].Length - 1 ? new GridColumn().NoWrap() : new GridColumn());
        foreach (var row in all)
            table.AddRow([.. row.Select((cell, column) => (column == 0 ? "  " : "") + Markup.Escape(cell))]);
        screen.Write(table);
    }

    private static void Line(IAnsiConsole screen, string markup) => screen.MarkupLine(markup);

    internal string Json()
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
            Write(json);
        return Facts.Rehearsal.Text(line.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("folder", From);
        json.WriteBoolean("usable", Reading.Said.Business is not null);
        if (Reading.Said.Business is { } business)
        {
            json.WriteString("sha256", Convert.ToHexStringLower(Reading.Sha256));
            json.WriteString("name", business.Name);
            json.WriteNumber("services", business.Services.Count);
            json.WriteNumber("staff", business.Staff.Count);
            json.WriteNumber("sections", business.Knowledge.Sum(one => one.Sections.Count));
        }
        json.WriteStartArray("problems");
        foreach (var problem in Reading.Said.Problems)
        {
            json.WriteStartObject();
            json.WriteString("file", problem.File);
            json.WriteNumber("line", problem.Line);
            json.WriteString("what", problem.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("questions");
        foreach (var one in Rehearsed)
        {
            json.WriteStartObject();
            json.WriteString("question", one.Question);
            json.WriteString("answer", one.Answer);
            json.WriteString("outcome", one.Outcome.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
