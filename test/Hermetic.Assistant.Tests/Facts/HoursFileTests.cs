using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class HoursFileTests
{
    private static string[] Problems(string hours) => new Folder().Put("hours.json", hours).Problems();

    [Fact]
    public void Spans_are_put_in_order_and_a_day_that_is_not_named_is_closed()
    {
        var hours = new Folder().Business().Hours;

        Assert.Equal(
            [new OpenSpan(new(8, 0), new(12, 0)), new OpenSpan(new(13, 30), new(18, 0))], hours.Usual(IsoDayOfWeek.Friday));
        Assert.Empty(hours.Usual(IsoDayOfWeek.Sunday));
    }

    [Theory]
    [InlineData("09:00-18:00")]
    [InlineData("9-18")]
    [InlineData("9:00 - 18:00")]
    [InlineData("9:00–18:00")]
    [InlineData("9:00 to 18:00")]
    public void A_span_may_be_written_as_people_write_it(string span) => Assert.Equal(
        [new OpenSpan(new(9, 0), new(18, 0))],
        new Folder().Put("hours.json", $"{{ \"monday\": \"{span}\" }}").Business().Hours.Usual(IsoDayOfWeek.Monday));

    [Theory]
    [InlineData("9am-6pm", "is not a span of time; write \"09:00-18:00\", or \"closed\"")]
    [InlineData("9-25", "is not a span of time; write \"09:00-18:00\", or \"closed\"")]
    [InlineData("9", "is not a span of time; write \"09:00-18:00\", or \"closed\"")]
    [InlineData("22:00-02:00", "ends before it begins; a day ends at 23:59 at the latest")]
    [InlineData("9:00-9:00", "ends before it begins; a day ends at 23:59 at the latest")]
    public void A_span_that_is_none_says_what_to_write(string span, string what) =>
        Assert.Contains($"hours.json, line 1: \"monday\": {span} {what}", Problems($"{{ \"monday\": \"{span}\", \"friday\": \"8-12\" }}"));

    [Fact]
    public void Spans_that_overlap_are_named() => Assert.Equal(
        ["hours.json, line 2: \"friday\" has spans that overlap: 9:00-13:00 and 12:00-18:00"],
        Problems("{\n \"friday\": [\"12-18\", \"9-13\"] }"));

    [Fact]
    public void Spans_may_touch() =>
        Assert.Equal(2, new Folder().Put("hours.json", """{ "friday": ["9-13", "13-18"] }""").Business().Hours.Usual(IsoDayOfWeek.Friday).Count);

    [Fact]
    public void A_weekday_that_is_misspelt_is_guessed() => Assert.Equal(
        ["hours.json, line 1: nothing reads \"wensday\"; did you mean \"wednesday\"?"],
        Problems("""{ "monday": "8-12", "wensday": "8-12" }"""));

    [Fact]
    public void A_number_is_no_span() => Assert.Equal(
        ["hours.json, line 1: \"monday\" has to be a text in quotes or a list of them, such as \"09:00-18:00\""],
        Problems("""{ "monday": 9, "friday": "8-12" }"""));

    [Fact]
    public void A_business_is_open_sometimes() => Assert.Equal(
        ["hours.json: the business is never open; name a weekday (\"tuesday\": \"09:00-18:00\")"],
        Problems("""{ "monday": "closed" }"""));
}
