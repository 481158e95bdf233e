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
        PersonAsked = HandOverReason.Asked, LastTurn = Now.ToInstant(),
    };

    private static readonly Turn Turn = new(
        Salon, Brain.English, new PaperCalendar(Salon, Ana, () => Now.LocalDateTime), new PaperRecord(Ana));

    [Fact]
    public async Task Whoever_is_handed_over_waits()
    {
        var plan = await Turn.PlanAsync(Input("human", DialogueState.Fresh, inCharge: false), CancellationToken.None);

        Assert.Equal(HandOverReason.Asked, plan.Next.PersonAsked);
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
        var plan = Turn.WhileWaiting(Input(said, Asked));

        Assert.Equal(back, plan!.Calls[0] is PlannedCall.GiveBack);
        Assert.Equal(back ? null : HandOverReason.Asked, plan.Next.PersonAsked);
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
        var again = await Turn.PlanAsync(Input("human", needed.Next), CancellationToken.None);

        Assert.Equal(HandOverReason.Distress, needed.Next.PersonAsked);
        Assert.Equal(HandOverReason.Distress, again.Next.PersonAsked);
        Assert.IsType<Reply.PersonAsked>(
            Assert.IsType<PlannedCall.Say>(Assert.Single(Turn.WhileWaiting(Input("forget it", again.Next))!.Calls)).Reply);
    }

    [Fact]
    public void Where_nobody_was_asked_nothing_is_said() =>
        Assert.Null(Turn.WhileWaiting(Input("hello?", DialogueState.Fresh)));

    [Fact]
    public async Task A_right_that_is_honoured_meanwhile_leaves_them_waiting()
    {
        var told = Asked with { ToldToWait = Now.ToInstant() };

        var plan = await Turn.PlanAsync(Input("what do you know about me?", told), CancellationToken.None);

        Assert.Equal(HandOverReason.Asked, plan.Next.PersonAsked);
        Assert.Equal(told.ToldToWait, plan.Next.ToldToWait);
    }

    [Fact]
    public async Task When_the_assistant_answers_again_nobody_waits_any_more()
    {
        var told = Asked with { ToldToWait = Now.ToInstant() };

        var plan = await Turn.PlanAsync(Input("hello", told, inCharge: false), CancellationToken.None);

        Assert.Null(plan.Next.PersonAsked);
        Assert.Null(plan.Next.ToldToWait);
    }

    [Theory]
    [InlineData("human", HandOverReason.Asked)]
    [InlineData("help, my son is unconscious", HandOverReason.Danger)]
    [InlineData("i want to kill myself", HandOverReason.Distress)]
    public async Task Why_they_wait_is_remembered(string text, HandOverReason why)
    {
        var plan = await Turn.PlanAsync(Input(text, DialogueState.Fresh, inCharge: false), CancellationToken.None);

        Assert.Equal(why, plan.Next.PersonAsked);
        Assert.Equal(why, Assert.IsType<PlannedCall.HandOver>(plan.Calls[0]).Reason);
    }

    [Theory]
    [InlineData("this is the worst salon in the world", HandOverReason.Complaint)]
    [InlineData("do you sell wigs made of human hair?", HandOverReason.Unanswered)]
    [InlineData("how much ibuprofen may i take?", HandOverReason.Medical)]
    [InlineData("I do not consent to an AI processing my messages", HandOverReason.Objection)]
    public async Task Who_takes_the_offer_of_a_person_waits_for_what_made_the_assistant_offer_one(
        string text, HandOverReason why)
    {
        var offer = await Turn.PlanAsync(Input(text, DialogueState.Fresh, inCharge: false), CancellationToken.None);
        Assert.Equal(new PendingAction.HandOver(why), offer.Next.Pending);
        Assert.Null(offer.Next.PersonAsked);

        var plan = await Turn.PlanAsync(Input("yes", offer.Next, inCharge: false), CancellationToken.None);

        Assert.Equal(why, plan.Next.PersonAsked);
    }

    [Fact]
    public async Task Who_is_not_understood_three_times_waits_for_that()
    {
        var state = DialogueState.Fresh;
        foreach (var text in (string[])["blorf", "blorf gnarz", "gnarz blorf blorf", "yes"])
            state = (await Turn.PlanAsync(Input(text, state, inCharge: false), CancellationToken.None)).Next;

        Assert.Equal(HandOverReason.NotUnderstood, state.PersonAsked);
    }

    [Fact]
    public async Task An_emergency_stays_one_until_the_conversation_is_given_back()
    {
        var danger = await Turn.PlanAsync(
            Input("my son is unconscious", Asked), CancellationToken.None);
        Assert.Equal(HandOverReason.Danger, danger.Next.PersonAsked);

        var again = await Turn.PlanAsync(Input("human", danger.Next), CancellationToken.None);
        Assert.Equal(HandOverReason.Danger, again.Next.PersonAsked);

        var back = await Turn.PlanAsync(Input("human", again.Next, inCharge: false), CancellationToken.None);
        Assert.Equal(HandOverReason.Asked, back.Next.PersonAsked);
    }

    private static TurnInput Input(string text, DialogueState state, Duration after = default, bool inCharge = true) => new(
        new(new Utterance.Text(System.Text.Encoding.UTF8.GetBytes(text)), new Label(Integrity.Subject, Ana)),
        state, Now + after, FirstContact: false) { HumanInCharge = inCharge };
}
