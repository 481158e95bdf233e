using System.Text;
using CsCheck;
using Hermetic.Assistant.Tests.Language;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>
/// Whatever is being talked about, and however often the assistant failed before: these words win.
/// </summary>
public sealed class SafetyWordProperties
{
    private static readonly SubjectId Ada = SubjectId.New();
    private static readonly Business Salon = SampleBusiness.HairSalon;
    private static readonly ZonedDateTime Now = AnyDialogue.Now.InZone(Salon.Zone);

    private static TurnPlan Plan(string text, DialogueState state)
    {
        var said = new Utterance.Text(Encoding.UTF8.GetBytes(text));
        var input = new TurnInput(
            new(said, new Label(Integrity.Subject, Ada)), state, Now, FirstContact: false);
        var turn = new Turn(Salon, Brain.English, new PaperCalendar(Salon, Ada, () => Now.LocalDateTime),
            new PaperRecord(Ada));
        // The paper calendar never waits.
        return turn.PlanAsync(input, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static void InEveryState(string[] texts, Action<TurnPlan> holds) =>
        Gen.Select(AnyDialogue.States, AnyDialogue.OneOf(texts))
            .Sample((state, text) => holds(Plan(text, state)), iter: 500);

    private static Reply Said(TurnPlan plan) =>
        Assert.Single(plan.Calls.OfType<PlannedCall.Say>()).Reply;

    [Fact]
    public void Stop_always_stops() => InEveryState(
        ["STOP", "stop", "Stop!", "please stop messaging me", "unsubscribe",
            "no, stop messaging me about friday at 3pm", "stop texting me about my haircut tomorrow"],
        plan =>
        {
            Assert.IsType<PlannedCall.OptOut>(plan.Calls[0]);
            Assert.IsType<Reply.OptedOut>(Said(plan));
            Assert.Null(plan.Next.Pending);
        });

    [Fact]
    public void A_human_is_always_called() => InEveryState(
        ["human", "Human please", "I want to talk to a person", "can I speak to someone?",
            "can I talk to a person about my haircut on friday at 3pm?"],
        plan =>
        {
            Assert.IsType<PlannedCall.HandOver>(plan.Calls[0]);
            Assert.IsType<Reply.HandedOver>(Said(plan));
            Assert.Equal(Flow.None, plan.Next.Flow);
        });

    [Fact]
    public void Erasure_is_always_asked_about_and_only_about() => InEveryState(
        ["delete my data", "Delete my data!", "please erase all my data", "forget me",
            "yes, delete my data", "delete my data before my haircut on friday at 3pm"],
        plan =>
        {
            Assert.IsType<Reply.ConfirmErasure>(Said(plan));
            Assert.Single(plan.Calls);
            Assert.IsType<PendingAction.Erase>(plan.Next.Pending);
            Assert.Null(plan.Next.Nonce);
        });

    [Fact]
    public void It_never_pretends_to_be_human() => InEveryState(
        ["are you a bot?", "am I talking to a real person?"],
        plan => Assert.IsType<Reply.IAmABot>(Said(plan) is Reply.Aside aside ? aside.Said : Said(plan)));

    [Fact]
    public void A_question_about_the_business_leaves_what_waits_as_it_is() =>
        Gen.Select(
            AnyDialogue.States.Where(state => state is { Flow: not (Flow.None or Flow.CorrectName), Pending: not null }),
            AnyDialogue.OneOf(
                "how much is a beard trim?", "where are you located?", "what are your opening hours?"))
        .Sample(
            (state, text) =>
            {
                var plan = Plan(text, state);
                var last = plan.Calls.OfType<PlannedCall.Say>().Last().Reply;
                Assert.Equal(
                    state.Pending, last is Reply.StillWaits still ? still.What : Assert.IsType<Reply.Aside>(last).Waiting);
                // Its buttons are shown again, and then count instead of those above.
                Assert.Equal(
                    state with
                    {
                        Failures = 0, Nonce = plan.Next.Nonce, PersonAsked = false, PersonWished = false,
                        ToldToWait = null,
                    },
                    plan.Next);
                Assert.Equal(last.Choices.Count > 0 ? null : state.Nonce, plan.Next.Nonce);
            },
            iter: 500);
}
