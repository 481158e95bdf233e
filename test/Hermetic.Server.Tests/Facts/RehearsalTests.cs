using System.Text;
using Hermetic.Assistant;
using Hermetic.Assistant.Language;
using Hermetic.Server.Facts;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Facts;

public sealed class RehearsalTests
{
    // Monday, ten o'clock in Berlin.
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("where are you?", "Answered")]
    [InlineData("are you open on 25 december?", "Answered")]
    [InlineData("i would like a haircut on friday at 3", "Answered")]
    [InlineData("what is the capital of france", "NotAnswered")]
    [InlineData("can i talk to a person?", "HandedOver")]
    public async Task A_question_is_answered_as_the_assistant_would(string question, string outcome) =>
        Assert.Equal(outcome, (await AskAsync(question)).Outcome.ToString());

    [Fact]
    public async Task The_answer_is_word_for_word_and_shows_its_buttons()
    {
        var rehearsed = await AskAsync("i would like a haircut on friday at 3");

        Assert.StartsWith("Haircut on Friday, 27 November at 15:00", rehearsed.Answer, StringComparison.Ordinal);
        Assert.EndsWith("\n[Confirm] [Change] [Cancel]", rehearsed.Answer, StringComparison.Ordinal);
        Assert.Equal("i would like a haircut on friday at 3", rehearsed.Question);
    }

    [Theory]
    [InlineData("a haircut on friday at 3 in the morning")]
    [InlineData("a haircut on sunday at 3 pm")]
    [InlineData("a haircut on 25 december at 3 pm")]
    public async Task The_calendar_is_empty_but_not_always_open(string question) =>
        Assert.DoesNotContain("[Confirm]", (await AskAsync(question)).Answer, StringComparison.Ordinal);

    [Fact]
    public async Task Each_question_is_the_first_of_a_conversation()
    {
        var rehearsal = new Rehearsal(SampleBusiness.HairSalon, new EmbeddedBrain(), Clock);
        var first = await rehearsal.AskAsync("friday at 3"u8.ToArray(), default);
        await rehearsal.AskAsync("i would like a haircut"u8.ToArray(), default);

        Assert.Equal(first, await rehearsal.AskAsync("friday at 3"u8.ToArray(), default));
    }

    private static Task<Rehearsed> AskAsync(string question) =>
        new Rehearsal(SampleBusiness.HairSalon, new EmbeddedBrain(), Clock).AskAsync(Encoding.UTF8.GetBytes(question), default);
}
