using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// Reads <c>facts.json</c>, <c>booking.json</c> and <c>tone.json</c>: who the business is, and how it goes
/// about things.
/// </summary>
internal static class FactsFile
{
    internal static Business From(FactObject facts)
    {
        var business = new Business(
            facts.Text("name", "\"Salon Morgenrot\"", 60, "a business needs a name"),
            facts.Text("address", "\"Kastanienallee 12, 10435 Berlin\"", 200, "people ask for the address"),
            facts.Text("phone", "\"+49 30 5550 0142\"", 40, "people ask for a phone number"),
            Zone(facts), new(new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>>(), []), [], new(),
            Privacy(facts),
            Languages(facts));
        facts.Close();
        return business;
    }

    internal static BookingRules Booking(FactObject? file)
    {
        var rules = new BookingRules();
        if (file is null)
            return rules;
        rules = new(
            file.Whole("stepMinutes", 15, 5, 60, rules.StepMinutes),
            file.Whole("noticeMinutes", 60, 0, 14 * 1440, rules.NoticeMinutes),
            file.Whole("horizonDays", 90, 1, 366, rules.HorizonDays),
            file.Whole("reminderHours", 24, 0, 168, rules.ReminderHours));
        file.Close();
        if (60 % rules.StepMinutes != 0 || rules.StepMinutes % 5 != 0)
            file.Refuse(
                "stepMinutes",
                "\"stepMinutes\" has to be 5, 10, 15, 20, 30 or 60: appointments begin on this grid of the "
                    + "hour");
        return rules;
    }

    internal static Tone Tone(FactObject? file)
    {
        if (file is null)
            return new(null, null);
        var greeting = file.Text("greeting", "\"Good day.\"", 100);
        var courtesy = file.Text("courtesy", "\"With pleasure.\"", 100);
        file.Close();
        return new(greeting.Length > 0 ? greeting : null, courtesy.Length > 0 ? courtesy : null);
    }

    private static DateTimeZone Zone(FactObject facts)
    {
        var id = facts.Text("timeZone", "\"Europe/Berlin\"", 60, "every time is in the business's time zone");
        var known = DateTimeZoneProviders.Tzdb.Ids;
        if (known.Contains(id))
            return DateTimeZoneProviders.Tzdb[id];
        var instead = Nearest.To(id, known) is { } meant
            ? $"did you mean \"{meant}\"?"
            : "write one such as \"Europe/Berlin\"";
        if (id.Length > 0)
            facts.Refuse("timeZone", $"there is no time zone \"{id}\"; {instead}");
        return DateTimeZone.Utc;
    }

    private const string PrivacyExample =
        """{ "contact": "privacy@example.com", "notice": "https://example.com/privacy", """
        + "\"retentionDays\": 30 }";

    private static PrivacyFacts Privacy(FactObject facts)
    {
        const string Why = "people are told who keeps what (GDPR Art. 13)";
        if (facts.Object("privacy", PrivacyExample, Why) is not { } privacy)
            return new("", "", 30);
        var contact = privacy.Text(
            "contact", "\"privacy@example.com\"", 80, "people need to know whom to ask about their data");
        var notice = privacy.Text(
            "notice", "\"https://example.com/privacy\"", 100,
            "people are sent a link to your privacy notice");
        var secure = Uri.TryCreate(notice, UriKind.Absolute, out var link)
            && link.Scheme == Uri.UriSchemeHttps;
        if (notice.Length > 0 && !secure)
            privacy.Refuse("notice", "\"notice\" has to be a link that begins with https://");
        var days = privacy.Whole("retentionDays", 30, 1, 3650, 30, "say how many days messages are kept");
        var unset = new RetentionSchedule();
        var appointments = privacy.Whole("appointmentDays", 365, 1, 36_500, unset.AppointmentDays);
        var contacts = privacy.Whole("contactDays", 365, 1, 36_500, unset.ContactDays);
        privacy.Close();
        return new(contact, notice, days, appointments, contacts);
    }

    private static IReadOnlyList<string> Languages(FactObject facts)
    {
        var languages = facts.Texts("languages", "[\"en\"]");
        foreach (var language in languages.Where(text => Wording.For(text.Value).Language != text.Value))
            facts.Report.Add(language.Line,
                $"the assistant does not speak \"{language.Value}\"; it speaks: \"en\"");
        return languages.Count == 0 ? ["en"] : [.. languages.Select(text => text.Value)];
    }
}
