using Hermetic.Assistant;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>What <c>check-business</c> shows: what an owner can check at a glance, then what would be answered.</summary>
internal sealed partial record BusinessReport(string From, FolderReading Reading, IReadOnlyList<Rehearsed> Rehearsed)
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
            // A line is a line, also in a pipe.
            screen.Profile.Out.Writer.WriteLine($"  {problem}");
        Line(screen, "The assistant cannot use this folder yet.");
    }

    private void PrintFacts(IAnsiConsole screen, Business business, TimeProvider clock)
    {
        var now = clock.GetCurrentInstant().InZone(business.Zone);
        Line(screen, $"[bold]{Markup.Escape(business.Name)}[/] can be used ({Markup.Escape(From)})");
        Rows(screen, [
            ["Address", business.Address], ["Phone", business.Phone],
            ["Time zone", $"{business.Zone.Id}, where it is {_date.Format(now.Date)}, {_time.Format(now.TimeOfDay)}"],
            ["Privacy", $"{business.Privacy.Contact}, {business.Privacy.Notice}"],
            ["", $"messages older than {business.Privacy.RetentionDays} days are deleted, within the hour when you lower this"],
            ["Booking", Booking(business.Booking)],
        ]);
        Heading(screen, "Opening hours");
        Rows(screen, Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
            .Select(day => new[] { day.ToString(), Spans(business.Hours.Usual(day)) }));
        Heading(screen, $"Holidays of the next {MonthsOfHolidays} months");
        Rows(screen, Holidays(business.Hours.SpecialDays, now.Date));
        Heading(screen, "Services");
        Rows(screen, business.Services.Select(service => Service(service, business)));
        if (business.Staff.Count > 0)
            Heading(screen, "Staff");
        foreach (var member in business.Staff)
            PrintMember(screen, member, business);
        Heading(screen, $"Knowledge, {business.Knowledge.Sum(one => one.Sections.Count)} sections");
        foreach (var document in business.Knowledge)
        {
            Indented(screen, 2, $"{document.Title} ({_date.Format(document.Updated)})");
            Indented(screen, 4, string.Join(" · ", document.Sections.Select(section => section.Heading)));
        }
        if (Reading.LeftOut.Count > 0)
            Indented(screen, 2, $"Not read, because only .md files right in knowledge/ are: {string.Join(", ", Reading.LeftOut)}");
        Heading(screen, "Fingerprint of the files, as the ledger names them");
        Indented(screen, 2, $"sha256:{Convert.ToHexStringLower(Reading.Sha256)}");
    }

    /// <summary>Days in a row with one name and the same hours share a line.</summary>
    private static IEnumerable<string[]> Holidays(IReadOnlyList<SpecialDay> days, LocalDate today)
    {
        var soon = days.Where(day => day.Date >= today && day.Date <= today.PlusMonths(MonthsOfHolidays)).ToList();
        for (var (first, last) = (0, 0); first < soon.Count; first = ++last)
        {
            while (last + 1 < soon.Count && soon[last + 1].Date == soon[last].Date.PlusDays(1)
                && soon[last + 1].Name == soon[first].Name && soon[last + 1].Spans.SequenceEqual(soon[first].Spans))
                last++;
            yield return [Days(new(soon[first].Date, soon[last].Date)), soon[first].Name, Spans(soon[first].Spans)];
        }
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
                Indented(screen, 4, line);
            if (one.Outcome == RehearsalOutcome.NotAnswered)
                PrintRemedy(screen, one.Question);
        }
        var unanswered = Rehearsed.Count(one => one.Outcome == RehearsalOutcome.NotAnswered);
        screen.WriteLine();
        Line(screen, unanswered == 0
            ? $"All {Rehearsed.Count} are dealt with."
            : $"{unanswered} of {Rehearsed.Count} could not be answered. "
                + "Write the answer into a file in knowledge/, or leave it to a person.");
    }

    /// <summary>Often the answer is there, under a heading with other words.</summary>
    private static void PrintRemedy(IAnsiConsole screen, string question)
    {
        Indented(screen, 4, "If a section in knowledge/ answers this, add a line right below its heading:");
        // A line to be copied is a line, however narrow the screen is.
        screen.Profile.Out.Writer.WriteLine($"      Also asked: {question.ReplaceLineEndings(" ")}");
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
        service.Price is { } price ? $"{price.Amount:0.00} {price.Currency}" : "on request",
        service == business.ImpliedService ? "(meant when nobody names one)" : "",
    ];

    private static void PrintMember(IAnsiConsole screen, StaffMember member, Business business)
    {
        var does = member.ServiceIds.Select(id => business.Find(id)?.Name).DefaultIfEmpty("everything");
        Indented(screen, 2, $"{member.Name}: {string.Join(", ", does)}");
        Indented(screen, 4, member.Hours is { } hours
            ? string.Join("; ", hours.Week.OrderBy(day => day.Key).Select(day => $"{day.Key} {Spans(day.Value)}"))
            : "while it is open");
        if (member.Away.Count > 0)
            Indented(screen, 4, $"away {string.Join(", ", member.Away.Select(Days))}");
    }

    private static string Days(DateSpan span) =>
        span.First == span.Last ? _date.Format(span.First) : $"{_date.Format(span.First)} to {_date.Format(span.Last)}";

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

    private static void Indented(IAnsiConsole screen, int by, string words) =>
        screen.Write(new Padder(new Text(words), new Padding(by, 0, 0, 0)));

    private static void Line(IAnsiConsole screen, string markup) => screen.MarkupLine(markup);
}
