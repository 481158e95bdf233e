using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>Reads <c>staff.json</c>: who can be booked, for what, when.</summary>
internal static class StaffFile
{
    private const string Example = """{ "id": "mira", "name": "Mira" }""";

    internal static IReadOnlyList<StaffMember> From(FactObject? file, OfferedServices services, OpeningHours opening)
    {
        if (file is null)
            return [];
        var names = new NamesTaken(file.Report, OtherMeaning.OfPerson);
        var staff = new List<StaffMember>();
        foreach (var one in file.Objects("staff", Example, "there is nobody in this file; delete it or name somebody"))
        {
            var member = One(one, services, opening);
            names.Take(member.Id, member.Aliases.Prepend(member.Name), one.Line);
            staff.Add(member);
        }
        file.Close();
        foreach (var (service, line) in services.Services
            .Where(one => !staff.Exists(member => member.Does(one.Service.Id))))
            services.Report.Add(line, $"nobody in staff.json does \"{service.Id}\"");
        return staff;
    }

    private static StaffMember One(FactObject member, OfferedServices services, OpeningHours opening)
    {
        var id = ServicesFile.Id(member, "\"mira\"", "a staff member needs an id that never changes");
        var name = member.Text("name", "\"Mira\"", ServicesFile.ButtonLength, "a staff member needs a name");
        var aliases = member.Texts("alsoCalled", "[\"Miriam\"]", 60);
        var does = member.Texts("services", "[\"haircut\"]");
        foreach (var unknown in does.Where(text => !services.Ids.Contains(text.Value, StringComparer.Ordinal)))
            member.Report.Add(unknown.Line, ServicesFile.NoSuchService(unknown.Value, services));
        var week = member.Object("hours", "{ \"tuesday\": \"09:00-18:00\" }");
        var hours = week is null ? null : Week(week, opening);
        var away = member.Texts("away", "\"2027-08-02 to 2027-08-14\"")
            .Select(text => Away(text, member.Report)).OfType<DateSpan>().ToList();
        member.Close();
        return new(id, name, [.. does.Select(text => text.Value)])
        {
            Aliases = [.. aliases.Select(alias => alias.Value)], Hours = hours, Away = away,
        };
    }

    private static OpeningHours Week(FactObject week, OpeningHours opening)
    {
        var hours = HoursFile.Week(week);
        week.Close();
        foreach (var (weekday, spans) in hours)
        {
            foreach (var span in spans.Where(span => !Covers(opening.Usual(weekday), span)))
                week.Refuse(
                    HoursFile.Name(weekday),
                    $"\"{HoursFile.Name(weekday)}\": {HoursFile.Say(span)} is outside the opening hours in hours.json");
        }
        return new(hours, []);
    }

    private static bool Covers(IReadOnlyList<OpenSpan> open, OpenSpan span) =>
        open.Any(one => one.From <= span.From && span.Until <= one.Until);

    private static DateSpan? Away(FactValue.Text text, FactReport report)
    {
        var dates = text.Value.Split(" to ", StringSplitOptions.TrimEntries)
            .Select(LocalDatePattern.Iso.Parse).ToList();
        if (dates.Count is 1 or 2 && dates.TrueForAll(date => date.Success) && dates[0].Value <= dates[^1].Value)
            return new(dates[0].Value, dates[^1].Value);
        report.Add(text.Line, $"{text.Value} are no days; write \"2027-08-02\" or \"2027-08-02 to 2027-08-14\"");
        return null;
    }
}
