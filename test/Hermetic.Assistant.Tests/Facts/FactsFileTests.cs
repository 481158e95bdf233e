using System.Buffers;
using System.Text;
using Hermetic.Domain;

namespace Hermetic.Assistant.Tests;

public sealed class FactsFileTests
{
    private static Folder Facts(string instead = "", string timeZone = "Europe/London", string privacy =
        """{ "contact": "a@b.example", "notice": "https://b.example", "retentionDays": 30 }""") =>
        new Folder().Put("facts.json", $$"""
            { "name": "N", "address": "A", "phone": "1",
              "timeZone": "{{timeZone}}", {{instead}}
              "privacy": {{privacy}} }
            """);

    [Theory]
    [InlineData("berlin", "did you mean \"Europe/Berlin\"?")]
    [InlineData("Europe/Berln", "did you mean \"Europe/Berlin\"?")]
    [InlineData("New York", "did you mean \"America/New_York\"?")]
    [InlineData("europe/paris", "did you mean \"Europe/Paris\"?")]
    [InlineData("UTC+01:00", "write one such as \"Europe/Berlin\"")]
    [InlineData("Middle Earth", "write one such as \"Europe/Berlin\"")]
    public void A_time_zone_that_does_not_exist_is_guessed(string zone, string what) => Assert.Equal(
        [$"facts.json, line 2: there is no time zone \"{zone}\"; {what}"], Facts(timeZone: zone).Problems());

    [Theory]
    [InlineData("""{ "notice": "https://b.example", "retentionDays": 30 }""",
        "people need to know whom to ask about their data (\"contact\": \"privacy@example.com\")")]
    [InlineData("""{ "contact": "a@b.example", "retentionDays": 30 }""",
        "people are sent a link to your privacy notice (\"notice\": \"https://example.com/privacy\")")]
    [InlineData("""{ "contact": "a@b.example", "notice": "b.example", "retentionDays": 30 }""",
        "\"notice\" has to be a link that begins with https://")]
    [InlineData("""{ "contact": "a@b.example", "notice": "http://b.example", "retentionDays": 30 }""",
        "\"notice\" has to be a link that begins with https://")]
    [InlineData("""{ "contact": "a@b.example", "notice": "https://b.example" }""",
        "say how many days messages are kept (\"retentionDays\": 30)")]
    [InlineData("""{ "contact": "a@b.example", "notice": "https://b.example", "retentionDays": 0 }""",
        "\"retentionDays\" is 0; it has to be from 1 to 3650")]
    [InlineData("""{ "contact": "a@b.example", "notice": "https://b.example", "retentionDays": 30, "appointmentDays": 0 }""",
        "\"appointmentDays\" is 0; it has to be from 1 to 36500")]
    [InlineData("""{ "contact": "a@b.example", "notice": "https://b.example", "retentionDays": 30, "contactDays": 40000 }""",
        "\"contactDays\" is 40000; it has to be from 1 to 36500")]
    public void What_people_have_to_be_told_about_their_data_is_missed(string privacy, string what) =>
        Assert.Equal([$"facts.json, line 3: {what}"], Facts(privacy: privacy).Problems());

    [Fact]
    public void What_is_not_said_about_appointments_and_contacts_is_a_year()
    {
        var said = Facts(privacy: """
            { "contact": "a@b.example", "notice": "https://b.example", "retentionDays": 14, "appointmentDays": 3650 }
            """).Business().Privacy;

        Assert.Equal(new RetentionSchedule(14, 3650, 365), said.Retention);
    }

    [Fact]
    public void A_business_without_a_word_about_privacy_is_refused() => Assert.Equal(
        ["facts.json, line 1: people are told who keeps what (GDPR Art. 13) (\"privacy\": "
            + "{ \"contact\": \"privacy@example.com\", \"notice\": \"https://example.com/privacy\", \"retentionDays\": 30 })"],
        new Folder().Put("facts.json", """{ "name": "N", "address": "A", "phone": "1", "timeZone": "Europe/London" }""").Problems());

    [Fact]
    public void A_language_that_the_assistant_does_not_speak_is_refused() => Assert.Equal(
        ["facts.json, line 2: the assistant does not speak \"tlh\"; it speaks: \"en\""],
        Facts("\"languages\": [\"en\", \"tlh\"],").Problems());

    [Fact]
    public void How_appointments_are_offered_may_be_said_in_part()
    {
        Assert.Equal(
            new BookingRules { NoticeMinutes = 1440, ReminderHours = 0 },
            Facts().Put("booking.json", """{ "noticeMinutes": 1440, "reminderHours": 0 }""").Business().Booking);
        Assert.Equal(
            ["booking.json, line 1: \"stepMinutes\" has to be 5, 10, 15, 20, 30 or 60: appointments begin on this grid of the hour"],
            Facts().Put("booking.json", """{ "stepMinutes": 25 }""").Problems());
        Assert.Equal(
            ["booking.json, line 1: \"horizonDays\" is 9999; it has to be from 1 to 366"],
            Facts().Put("booking.json", """{ "horizonDays": 9999 }""").Problems());
    }

    [Fact]
    public void A_business_greets_and_thanks_in_its_own_words()
    {
        var business = Facts().Put("tone.json", """{ "greeting": "Grüß Gott.", "courtesy": "With pleasure." }""").Business();

        Assert.StartsWith("Grüß Gott. What can I do for you?", Say(new Reply.Greeting(), business), StringComparison.Ordinal);
        Assert.Equal("With pleasure.", Say(new Reply.Courtesy(), business));
        Assert.StartsWith("Hello.", Say(new Reply.Greeting(), Facts().Business()), StringComparison.Ordinal);
    }

    private static string Say(Reply reply, Business business)
    {
        var words = new ArrayBufferWriter<byte>();
        Wording.En.Write(reply, business, words);
        return Encoding.UTF8.GetString(words.WrittenSpan);
    }
}
