using System.Text;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class BusinessReaderTests
{
    [Fact]
    public void Three_files_are_a_business()
    {
        var business = new Folder().Business();

        Assert.Equal("Corner Bakery", business.Name);
        Assert.Equal("Europe/London", business.Zone.Id);
        Assert.Equal(new PrivacyFacts("us@bakery.example", "https://bakery.example/p", 14), business.Privacy);
        Assert.Equal(["tasting", "class"], business.Services.Select(one => one.Id));
        Assert.Equal(new BookingRules(), business.Booking);
        Assert.Equal(["en"], business.Languages);
        Assert.Empty(business.Staff);
    }

    [Fact]
    public void Each_file_that_is_needed_is_missed_by_name() => Assert.Equal(
        [
            "facts.json: the file is missing; copy it from a sample and make it yours",
            "services.json: the file is missing; copy it from a sample and make it yours",
            "hours.json: the file is missing; copy it from a sample and make it yours",
        ],
        new Folder().Without("facts.json").Without("services.json").Without("hours.json").Problems());

    [Fact]
    public void Every_problem_of_every_file_is_named_at_once_in_order() => Assert.Equal(
        [
            "facts.json, line 1: a business needs a name (\"name\": \"Salon Morgenrot\")",
            "facts.json, line 1: people ask for a phone number (\"phone\": \"+49 30 5550 0142\")",
            "facts.json, line 3: there is no time zone \"Berlin\"; did you mean \"Europe/Berlin\"?",
            "services.json, line 4: a service needs a duration (\"minutes\": 45)",
            "services.json, line 4: nothing reads \"durration\"; known here: id, name, minutes, bufferMinutes, alsoCalled, price",
            "hours.json, line 2: \"monday\": 9am is not a span of time; write \"09:00-18:00\", or \"closed\"",
        ],
        new Folder()
            .Put("facts.json", """
                { "address": "Here 1",
                  // where the clocks are
                  "timeZone": "Berlin",
                  "privacy": { "contact": "a@b.example", "notice": "https://b.example", "retentionDays": 30 } }
                """)
            .Put("services.json", """
                {
                  "services": [
                    { "id": "a", "name": "A", "minutes": 30 },
                    { "id": "b", "name": "B", "durration": 45 },
                  ],
                }
                """)
            .Put("hours.json", "{ \"tuesday\": \"9-17\",\n \"monday\": \"9am\" }")
            .Problems());

    [Fact]
    public void Comments_and_commas_at_the_end_are_welcome() =>
        Assert.Equal(45, new Folder().Put("services.json", """
            /* what we do */
            { "services": [ { "id": "a", "name": "A", "minutes": 45, }, ], } // and no more
            """).Business().Services[0].Minutes);

    [Theory]
    [InlineData("{\n  \"monday\": \"9-17\"\n  \"friday\": \"9-17\"\n}", 3)]
    [InlineData("{\n  \"monday\": \"9-17,\n}", 2)]
    [InlineData("{ \"monday\": [\"9-17\"\n}", 2)]
    [InlineData("", 1)]
    [InlineData("{} {}", 1)]
    public void What_is_not_JSON_is_told_with_the_line_to_look_at(string hours, int line) =>
        Assert.Equal(
            [$"hours.json, line {line}: this is not valid JSON; look for a missing comma, quote or bracket here or on the line above"],
            new Folder().Put("hours.json", hours).Problems());

    [Fact]
    public void A_list_is_no_file_of_facts() => Assert.Equal(
        ["hours.json, line 2: the file has to begin with { and end with }"],
        new Folder().Put("hours.json", "\n[]").Problems());

    [Fact]
    public void A_file_of_another_encoding_is_told_with_the_line()
    {
        Assert.Equal(
            ["hours.json, line 2: this is not UTF-8 text; save the file with the encoding UTF-8"],
            new Folder().Put("hours.json", Encoding.Latin1.GetBytes("{\n // Schöneberg\n \"monday\": \"9-17\" }")).Problems());
        Assert.Single(new Folder().Put("hours.json", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")]).Problems());
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem()
    {
        byte[] hours = [.. Encoding.UTF8.Preamble, .. "{ \"monday\": \"9-17\" }"u8];
        Assert.False(new Folder().Put("hours.json", hours).Business().Hours.On(new LocalDate(2026, 11, 23)).Closed);
    }

    [Fact]
    public void A_file_that_nobody_would_read_is_refused() => Assert.Equal(
        ["hours.json: the file is too large; 256 KB are read at most"],
        new Folder().Put("hours.json", new byte[BusinessFile.MostBytes + 1]).Problems());

    [Fact]
    public void A_file_that_nothing_reads_is_a_problem_with_a_guess() => Assert.Equal(
        [
            "opening.json: nothing reads this file; the folder may have: facts.json, services.json, hours.json, staff.json, "
                + "holidays.json, booking.json, tone.json, questions.txt, replies.md and knowledge/*.md",
            "service.json: nothing reads this file; did you mean services.json?",
        ],
        new Folder().Put("service.json", "{}").Put("opening.json", "{}").Problems());

    [Fact]
    public void A_member_that_stands_twice_is_a_problem() => Assert.Equal(
        ["hours.json, line 2: \"monday\" stands here twice; keep one"],
        new Folder().Put("hours.json", "{ \"monday\": \"9-12\",\n  \"monday\": \"13-17\" }").Problems());

    [Fact]
    public void A_service_that_is_longer_than_any_opening_can_be_booked_by_nobody() => Assert.Equal(
        ["services.json, line 1: \"a\" takes 300 minutes, and hours.json has no span as long as that"],
        new Folder().Put("services.json", """{ "services": [{ "id": "a", "name": "A", "minutes": 300 }] }""").Problems());

    [Fact]
    public void Questions_are_the_lines_that_are_no_comments() => Assert.Equal(
        ["When are you open?", "Where?"],
        new Folder().Put("questions.txt", "# hours\n\n  When are you open?\r\nWhere?").Read().Questions
            .Select(question => Encoding.UTF8.GetString(question.Span)));

    [Fact]
    public void Each_heading_of_the_replies_is_a_title_and_what_stands_under_it_goes_out_as_it_is()
    {
        var replies = new Folder().Put("replies.md", "# Parking\r\n\r\nBehind *the* gate.\r\n\r\n- two places\n## Late\nCome anyway. #1").Business().Replies;
        Assert.Equal([new CannedReply("Parking", "Behind *the* gate.\n\n- two places"), new("Late", "Come anyway. #1")], replies);
    }

    [Theory]
    [InlineData("Hello\n# Late\nCome anyway.", "replies.md, line 1: a text needs a title before it, such as \"## Parking\"")]
    [InlineData("# Late\n\n# Parking\nBehind the gate.", "replies.md, line 1: the text under a title has 1 to 4096 characters; this one has 0")]
    public void Replies_that_nobody_could_send_are_problems(string file, string problem) =>
        Assert.Equal([problem], new Folder().Put("replies.md", file).Problems());

    [Fact]
    public void More_questions_than_anybody_reads_are_refused() => Assert.Single(
        new Folder().Put("questions.txt", string.Concat(Enumerable.Repeat("Why?\n", 201))).Problems());

    [Theory]
    [InlineData("services.json", true)]
    [InlineData("opening.json", true)]
    [InlineData("questions.txt", true)]
    [InlineData("replies.md", true)]
    [InlineData("knowledge/parking.md", true)]
    [InlineData("README.md", false)]
    [InlineData("knowledge/picture.png", false)]
    [InlineData("old/services.json", false)]
    public void What_is_read_is_known_by_its_name(string name, bool read) => Assert.Equal(read, BusinessReader.Reads(name));

    [Theory]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("{ \"monday\": \"\\ud800\" }")]
    [InlineData("{ \"monday\": 1e999 }")]
    [InlineData("{ \"monday\": null }")]
    [InlineData("null")]
    public void Odd_JSON_is_a_problem_and_no_accident(string hours) =>
        Assert.NotEmpty(new Folder().Put("hours.json", hours).Problems());
}
