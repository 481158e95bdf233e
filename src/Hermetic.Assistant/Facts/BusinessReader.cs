using System.Text;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What a business folder says.</summary>
/// <param name="Business">Null as long as there are problems.</param>
/// <param name="Questions">Sample questions as UTF-8, for a check of what the assistant answers.</param>
/// <param name="Problems">All of them, file by file in the order of their lines.</param>
public sealed record BusinessReading(
    Business? Business, IReadOnlyList<ReadOnlyMemory<byte>> Questions, IReadOnlyList<FactProblem> Problems);

/// <summary>
/// Reads the files of a business folder, as <c>docs/your-business.md</c> describes them. Pure: named bytes
/// in, a business or every problem out.
/// </summary>
public static class BusinessReader
{
    private const int MostQuestions = 200;

    private static readonly string[] Names =
        ["facts.json", "services.json", "hours.json", "staff.json", "holidays.json", "booking.json",
            "tone.json"];

    /// <summary>Whether a file of this name is read at all.</summary>
    public static bool Reads(string name) =>
        name.EndsWith(".json", StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal)
        || name is "questions.txt" or RepliesFile.Name || IsKnowledge(name);

    public static BusinessReading Read(IReadOnlyList<BusinessFile> files)
    {
        var problems = new List<FactProblem>();
        Misnamed(files, problems);
        var business = Facts(files, problems);
        var questions = Questions(files, problems);
        var ordered =
            problems.OrderBy(one => Array.IndexOf(Names, one.File) is >= 0 and var at ? at : Names.Length)
            .ThenBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Line).ToList();
        return new(ordered.Count == 0 ? business : null, questions, ordered);
    }

    private static Business? Facts(IReadOnlyList<BusinessFile> files, List<FactProblem> problems)
    {
        var facts = Needed(files, "facts.json", problems) is { } file ? FactsFile.From(file) : null;
        var services = Needed(files, "services.json", problems) is { } offered
            ? ServicesFile.From(offered)
            : null;
        var holidays = Open(files, "holidays.json", problems);
        var hours = Needed(files, "hours.json", problems) is { } week ? Hours(week, holidays) : null;
        var (booking, tone) = (Open(files, "booking.json", problems), Open(files, "tone.json", problems));
        var (rules, words) = (FactsFile.Booking(booking), FactsFile.Tone(tone));
        var knowledge = KnowledgeFiles.From(files.Where(one => IsKnowledge(one.Name)), facts, problems);
        var replies = RepliesFile.From(files.FirstOrDefault(one => one.Name == RepliesFile.Name), problems);
        if (services is null || hours is null)
            return null;
        var staff = StaffFile.From(Open(files, "staff.json", problems), services, hours);
        TooLong(services, hours);
        return facts is null ? null : facts with
        {
            Hours = hours, Services = [.. services.Services.Select(one => one.Service)],
            DefaultServiceId = services.DefaultId, Booking = rules, Staff = staff, Knowledge = knowledge,
            Tone = words, Replies = replies,
        };
    }

    private static OpeningHours Hours(FactObject file, FactObject? holidays)
    {
        var week = HoursFile.Week(file);
        file.Close();
        if (week.Count == 0)
            file.Report.Add(0, "the business is never open; name a weekday (\"tuesday\": \"09:00-18:00\")");
        return new(week, HolidaysFile.From(holidays, week));
    }

    /// <summary>
    /// What takes longer than the business is ever open at a stretch can be booked by nobody.
    /// </summary>
    private static void TooLong(OfferedServices services, OpeningHours hours)
    {
        var longest = hours.Week.Values.SelectMany(spans => spans)
            .Select(span => (int)(span.Until - span.From).ToDuration().TotalMinutes).DefaultIfEmpty(1440)
            .Max();
        foreach (var (service, line) in services.Services.Where(one => one.Service.Minutes > longest))
            services.Report.Add(
                line, $"\"{service.Id}\" takes {service.Minutes} minutes, and hours.json has no span as long "
                    + "as that");
    }

    private static List<ReadOnlyMemory<byte>> Questions(
        IReadOnlyList<BusinessFile> files, List<FactProblem> problems)
    {
        if (files.FirstOrDefault(one => one.Name == "questions.txt") is not { } file)
            return [];
        if (FactJson.Text(file, new(file.Name, problems)) is not { } text)
            return [];
        var questions = new List<ReadOnlyMemory<byte>>();
        foreach (var range in text.Span.Split((byte)'\n'))
        {
            var line = text[range].Trim(" \t\r"u8);
            if (!line.IsEmpty && line.Span[0] != '#')
                questions.Add(line);
        }
        if (questions.Count > MostQuestions)
            problems.Add(new(file.Name, 0,
                $"there are {questions.Count} questions; {MostQuestions} are asked at most"));
        return questions;
    }

    private static FactObject? Needed(
        IReadOnlyList<BusinessFile> files, string name, List<FactProblem> problems)
    {
        if (!files.Any(one => one.Name == name))
            problems.Add(new(name, 0, "the file is missing; copy it from a sample and make it yours"));
        return Open(files, name, problems);
    }

    private static FactObject? Open(
        IReadOnlyList<BusinessFile> files, string name, List<FactProblem> problems) =>
        files.FirstOrDefault(one => one.Name == name) is { } file
            ? FactJson.Read(file, new(name, problems))
            : null;

    private static void Misnamed(IReadOnlyList<BusinessFile> files, List<FactProblem> problems)
    {
        var read = Names.Append("questions.txt").Append(RepliesFile.Name).ToList();
        foreach (var file in files.Where(one =>
            !read.Contains(one.Name, StringComparer.Ordinal) && !IsKnowledge(one.Name)))
        {
            var meant = Nearest.To(Stem(file.Name), Names.Select(Stem));
            problems.Add(new(file.Name, 0, meant is null
                ? $"nothing reads this file; the folder may have: {string.Join(", ", read)} "
                    + "and knowledge/*.md"
                : $"nothing reads this file; did you mean {meant}.json?"));
        }
    }

    private static string Stem(string name) => name.Split('.')[0];

    private static bool IsKnowledge(string name) =>
        name.StartsWith("knowledge/", StringComparison.Ordinal)
            && name.EndsWith(".md", StringComparison.Ordinal);
}
