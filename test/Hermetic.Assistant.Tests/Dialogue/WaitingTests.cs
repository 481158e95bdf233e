using Hermetic.Assistant.Tests.Language;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Between the hand-over and the first word of a person of the business.</summary>
public sealed class WaitingTests
{
    private static readonly SubjectId Ana = SubjectId.New();
    private static readonly Business Salon = SampleBusiness.HairSalon;
    private static readonly ZonedDateTime Now = Salon.Zone.AtStrictly(new(2026, 11, 25, 10, 0));
    private static readonly DialogueState Asked = DialogueState.Fresh with
    {
        PersonAsked = true, LastTurn = Now.ToInstant(),
    };

    private static readonly Turn Turn = new(
        Salon, Brain.English, new PaperCalendar(Salon, Ana, () => Now.LocalDateTime), new PaperRecord(Ana));

    [Fact]
    public async Task Whoever_is_handed_over_waits()
    {
        var plan = await Turn.PlanAsync(Input("human", DialogueState.Fresh, inCharge: false), CancellationToken.None);

        Assert.True(plan.Next.PersonAsked);
        Assert.Null(plan.Next.ToldToWait);
    }

    [Fact]
    public void Who_writes_meanwhile_is_told_at_once_and_then_once_an_hour()
    {
        var first = Turn.WhileWaiting(Input("hello?", Asked));
        Assert.IsType<Reply.PersonAsked>(Assert.IsType<PlannedCall.Say>(Assert.Single(first!.Calls)).Reply);

        Assert.Null(Turn.WhileWaiting(Input("are you there?", first.Next, after: Duration.FromMinutes(59))));
        Assert.NotNull(Turn.WhileWaiting(Input("are you there?", first.Next, after: Duration.FromMinutes(60))));
    }

    [Fact]
    public void Who_waits_over_night_is_still_waiting() =>
        Assert.NotNull(Turn.WhileWaiting(Input("good morning", Asked, after: Duration.FromHours(30))));

    [Theory]
    [InlineData("forget it", true)]
    [InlineData("I need nobody", true)]
    [InlineData("no, I don't need a person anymore, thanks", true)]
    [InlineData("forget it, you are all useless", false)]
    [InlineData("hello?", false)]
    public void Who_wished_for_a_person_may_do_without_again(string said, bool back)
    {
        var plan = Turn.WhileWaiting(Input(said, Asked with { PersonWished = true }));

        Assert.Equal(back, plan!.Calls[0] is PlannedCall.GiveBack);
        Assert.Equal(!back, plan.Next.PersonAsked);
    }

    [Theory]
    [InlineData("I want to die")]
    [InlineData("my husband hits me")]
    [InlineData("sorry, I'm running 15 minutes late")]
    public async Task A_person_who_was_called_for_another_reason_is_not_sent_away_by_a_word(string said)
    {
        var called = await Turn.PlanAsync(Input(said, DialogueState.Fresh, inCharge: false), CancellationToken.None);

        var plan = Turn.WhileWaiting(Input("forget it", called.Next));

        Assert.IsType<Reply.PersonAsked>(Assert.IsType<PlannedCall.Say>(Assert.Single(plan!.Calls)).Reply);
    }

    [Fact]
    public async Task Who_wished_for_a_person_first_and_then_needs_one_is_not_left_alone()
    {
        var wished = await Turn.PlanAsync(Input("human", DialogueState.Fresh, inCharge: false), CancellationToken.None);
        var needed = await Turn.PlanAsync(Input("I want to die", wished.Next), CancellationToken.None);

        Assert.True(wished.Next.PersonWished);
        Assert.False(needed.Next.PersonWished);
    }

    [Fact]
    public void Where_nobody_was_asked_nothing_is_said() =>
        Assert.Null(Turn.WhileWaiting(Input("hello?", DialogueState.Fresh)));

    [Fact]
    public async Task A_right_that_is_honoured_meanwhile_leaves_them_waiting()
    {
        var told = Asked with { ToldToWait = Now.ToInstant() };

        var plan = await Turn.PlanAsync(Input("what do you know about me?", told), CancellationToken.None);

        Assert.True(plan.Next.PersonAsked);
        Assert.Equal(told.ToldToWait, plan.Next.ToldToWait);
    }

    [Fact]
    public async Task When_the_assistant_answers_again_nobody_waits_any_more()
    {
        var told = Asked with { ToldToWait = Now.ToInstant() };

        var plan = await Turn.PlanAsync(Input("hello", told, inCharge: false), CancellationToken.None);

        Assert.False(plan.Next.PersonAsked);
        Assert.Null(plan.Next.ToldToWait);
    }

    private static TurnInput Input(string text, DialogueState state, Duration after = default, bool inCharge = true) => new(
        new(new Utterance.Text(System.Text.Encoding.UTF8.GetBytes(text)), new Label(Integrity.Subject, Ana)),
        state, Now + after, FirstContact: false) { HumanInCharge = inCharge };
}
