using System.Reflection;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class TurnTests
{
    private static readonly SubjectId Ada = SubjectId.New();
    private static readonly Business Salon = SampleBusiness.HairSalon;
    private static readonly ZonedDateTime Now = Salon.Zone.AtStrictly(new LocalDateTime(2026, 11, 23, 10, 0));
    private static readonly Booking Friday =
        new("haircut", Salon.Zone.AtStrictly(new LocalDateTime(2026, 11, 27, 15, 0)));

    private readonly NotedBrain _brain = new();
    private readonly PaperCalendar _calendar = new(Salon, Ada, () => Now.LocalDateTime);

    private readonly PaperRecord _record = new(Ada);

    private ValueTask<TurnPlan> PlanAsync(TurnInput input) =>
        new Turn(Salon, _brain, _calendar, _record).PlanAsync(input, CancellationToken.None);

    private TurnInput Text(string note, DialogueState? state = null, Integrity integrity = Integrity.Subject)
    {
        _brain.Note = note;
        return Input(new Utterance.Text("whatever"u8.ToArray()), state, integrity);
    }

    private static TurnInput Input(
        Utterance said, DialogueState? state = null, Integrity integrity = Integrity.Subject) =>
        new(new(said, new Label(integrity, Ada)), state ?? DialogueState.Fresh, Now, FirstContact: false);

    [Fact]
    public async Task A_host_that_hands_in_another_persons_appointments_is_stopped()
    {
        _calendar.Owner = SubjectId.New();

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await PlanAsync(Text("list_appointments")));
    }

    [Fact]
    public async Task A_message_of_nobody_is_not_planned()
    {
        var input = Text("greet") with
        {
            Said = new(new Utterance.StaleButton(), new Label(Integrity.Subject, Owner: null)),
        };

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await PlanAsync(input));
    }

    [Fact]
    public async Task Every_call_of_a_plan_carries_the_label_of_what_was_said()
    {
        var plan = await PlanAsync(Text("talk_to_human safety"));

        Assert.Equal(2, plan.Calls.Count);
        Assert.All(plan.Calls, call => Assert.Equal(new Label(Integrity.Subject, Ada), call.Label));
    }

    [Fact]
    public async Task A_new_question_and_one_that_is_shown_again_leave_the_nonce_to_the_host()
    {
        var asked = await PlanAsync(Text("delete_my_data safety"));
        Assert.IsType<PendingAction.Erase>(asked.Next.Pending);
        Assert.Null(asked.Next.Nonce);

        // The week's hours leave no room for buttons: the question follows them, and its buttons replace the old ones.
        var read = await PlanAsync(Text("opening_hours", asked.Next with { Nonce = 7 }));
        Assert.Null(read.Next.Nonce);
        Assert.IsType<PendingAction.Erase>(read.Next.Pending);
        Assert.Equal(
            [0, 2], read.Calls.Select(call => Assert.IsType<PlannedCall.Say>(call).Reply.Choices.Count));

        var greeted = await PlanAsync(Text("greet", asked.Next with { Nonce = 7 }));
        Assert.Null(greeted.Next.Nonce);
        Assert.IsType<PendingAction.Erase>(greeted.Next.Pending);
        Assert.Equal(
            [Choice.Confirm, Choice.Cancel],
            Assert.IsType<PlannedCall.Say>(Assert.Single(greeted.Calls)).Reply.Choices);
    }

    [Fact]
    public async Task What_is_not_shown_again_keeps_its_nonce()
    {
        var waits = DialogueState.Fresh with
        {
            Flow = Flow.Cancel, Pending = new PendingAction.ChooseAppointment(new([AppointmentId.New()])), Nonce = 7,
            LastTurn = Now.ToInstant(),
        };

        var read = await PlanAsync(Text("opening_hours", waits));

        Assert.Equal(((UInt128)7, waits.Pending), (read.Next.Nonce!.Value, read.Next.Pending));
        Assert.Single(read.Calls);
    }

    [Fact]
    public async Task A_new_question_makes_the_buttons_of_the_old_one_stale()
    {
        var booking = DialogueState.Fresh with
        {
            Pending = new PendingAction.Book(Friday), Nonce = 7, LastTurn = Now.ToInstant(),
        };

        var asked = await PlanAsync(Text("delete_my_data safety", booking));
        var again = await PlanAsync(Text("yes", booking));

        Assert.Null(asked.Next.Nonce);
        Assert.Null(again.Next.Nonce);
        Assert.Equal(booking.Pending, again.Next.Pending);
    }

    [Fact]
    public async Task One_message_a_turn_is_said_at_most()
    {
        foreach (var intent in Enum.GetNames<Intent>())
        {
            var plan = await PlanAsync(Text("safety " + char.ToLowerInvariant(intent[0]) + intent[1..]));
            Assert.Single(plan.Calls, call => call is PlannedCall.Say);
        }
    }

    [Theory]
    [InlineData(Choice.None)]
    [InlineData(Choice.Option3)]
    [InlineData(Choice.Confirm)]
    public async Task A_choice_that_the_question_did_not_offer_does_nothing(Choice choice)
    {
        var options = new PendingAction.ChooseIntent(new([Intent.StopMessages, Intent.DeleteMyData]));

        var plan = await PlanAsync(Input(new Utterance.Button(choice, options)));

        Assert.IsType<Reply.StaleButton>(Assert.IsType<PlannedCall.Say>(Assert.Single(plan.Calls)).Reply);
    }

    [Fact]
    public async Task No_text_whatever_makes_a_writing_call_about_appointments_or_data()
    {
        var waiting = new PendingAction?[]
        {
            null, new PendingAction.Book(Friday), new PendingAction.Erase(),
            new PendingAction.Cancel(AppointmentId.New()), new PendingAction.Remind(AppointmentId.New(), 60),
            new PendingAction.NoReminder(AppointmentId.New()),
            new PendingAction.Move(AppointmentId.New(), Friday), new PendingAction.Export(),
            new PendingAction.CorrectName(PersonName.Spoken("Anna"u8)!),
        };
        var intents = Enum.GetNames<Intent>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]);
        foreach (var intent in intents)
        {
            foreach (var reply in new[] { "", "yes", "no" })
            {
                foreach (var pending in waiting)
                {
                    var state = DialogueState.Fresh with { Pending = pending, LastTurn = Now.ToInstant() };
                    var plan = await PlanAsync(Text($"{intent} {reply} safety 2026-11-27T15:00", state));
                    Assert.DoesNotContain(plan.Calls, call => call.HasOutcome || call is PlannedCall.CorrectName);
                }
            }
        }
    }

    [Fact]
    public void After_an_erasure_nothing_is_left_of_the_dialogue()
    {
        var before = new TurnPlan(
            [new PlannedCall.EraseSubject(new Label(Integrity.Subject, Ada))],
            DialogueState.Fresh with { Language = "de", ServiceId = "haircut" });

        Assert.Equal(DialogueState.Fresh, Turn.After(before, new CallOutcome.Done()).Next);
    }

    [Fact]
    public void An_outcome_that_the_call_cannot_have_is_refused()
    {
        var plan = new TurnPlan(
            [new PlannedCall.EraseSubject(new Label(Integrity.Subject, Ada))], DialogueState.Fresh);

        Assert.Throws<ArgumentException>(() => Turn.After(plan, new CallOutcome.NotFound()));
    }

    [Theory]
    [InlineData("stop_messages safety", Purpose.Preference)]
    [InlineData("resume_messages safety", Purpose.Preference)]
    [InlineData("stop_messages 0.99", Purpose.AnswerEnquiry)]
    [InlineData("delete_my_data", Purpose.PrivacyRequest)]
    [InlineData("export_my_data", Purpose.PrivacyRequest)]
    [InlineData("talk_to_human", Purpose.HumanSupport)]
    [InlineData("book_appointment", Purpose.BookAppointment)]
    [InlineData("list_appointments", Purpose.BookAppointment)]
    [InlineData("opening_hours", Purpose.AnswerEnquiry)]
    public void A_message_has_the_purpose_of_what_it_asks(string note, Purpose purpose) =>
        Assert.Equal(purpose, new Turn(Salon, _brain, _calendar, _record).PurposeOf(Text(note)));

    [Fact]
    public void A_forwarded_stop_has_no_say_over_the_preference() => Assert.Equal(
        Purpose.AnswerEnquiry,
        new Turn(Salon, _brain, _calendar, _record)
            .PurposeOf(Text("stop_messages safety", integrity: Integrity.Outside)));

    [Theory]
    [InlineData("delete_my_data safety", true)]
    [InlineData("what_do_you_know safety", true)]
    [InlineData("what_do_you_know", false)]
    [InlineData("correct_my_data", false)]
    public void Only_words_of_the_safety_list_are_plain(string note, bool plain) =>
        Assert.Equal(plain, new Turn(Salon, _brain, _calendar, _record).IsPlain(Text(note)));

    [Fact]
    public void A_button_is_plain_and_forwarded_words_are_not()
    {
        var turn = new Turn(Salon, _brain, _calendar, _record);

        Assert.True(turn.IsPlain(Input(new Utterance.Button(Choice.Confirm, new PendingAction.Erase()))));
        Assert.False(turn.IsPlain(Text("delete_my_data safety", integrity: Integrity.Outside)));
        Assert.False(turn.IsPlain(Input(new Utterance.StaleButton())));
    }

    [Fact]
    public async Task A_host_that_hands_in_another_persons_record_is_stopped()
    {
        _record.Owner = SubjectId.New();

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await PlanAsync(Text("what_do_you_know safety")));
    }

    [Fact]
    public void An_answer_to_what_somebody_is_called_is_about_their_data() => Assert.Equal(
        Purpose.PrivacyRequest,
        new Turn(Salon, _brain, _calendar, _record).PurposeOf(Text(
            "out_of_scope 0.2",
            DialogueState.Fresh with { Flow = Flow.CorrectName, LastTurn = Now.ToInstant() })));

    [Fact]
    public void An_answer_within_a_booking_is_about_the_booking() => Assert.Equal(
        Purpose.BookAppointment,
        new Turn(Salon, _brain, _calendar, _record).PurposeOf(Text(
            "out_of_scope 0.2 T16:00",
            DialogueState.Fresh with { Flow = Flow.Book, LastTurn = Now.ToInstant() })));

    [Fact]
    public void A_button_has_the_purpose_of_what_it_does()
    {
        var turn = new Turn(Salon, _brain, _calendar, _record);
        Purpose Of(Choice choice, PendingAction action) =>
            turn.PurposeOf(Input(new Utterance.Button(choice, action)));

        Assert.Equal(Purpose.PrivacyRequest, Of(Choice.Confirm, new PendingAction.Erase()));
        Assert.Equal(Purpose.PrivacyRequest, Of(Choice.Confirm, new PendingAction.Export()));
        Assert.Equal(
            Purpose.PrivacyRequest,
            Of(Choice.Confirm, new PendingAction.CorrectName(PersonName.Spoken("Anna"u8)!)));
        Assert.Equal(Purpose.HumanSupport, Of(Choice.Confirm, new PendingAction.HandOver()));
        Assert.Equal(Purpose.AnswerEnquiry, Of(Choice.Cancel, new PendingAction.HandOver()));
        Assert.Equal(Purpose.BookAppointment, Of(Choice.Confirm, new PendingAction.Book(Friday)));
        Assert.Equal(
            Purpose.Preference,
            Of(Choice.Option1, new PendingAction.ChooseIntent(new([Intent.StopMessages]))));
    }

    [Fact]
    public void The_content_of_a_message_does_not_print()
    {
        var said = new Utterance.Text("a secret"u8.ToArray());

        Assert.Equal("[text]", said.ToString());
        Assert.Equal("[labelled]", Input(said).Said.ToString());
    }

    [Theory]
    [InlineData("I want to kill myself", Purpose.Emergency)]
    [InlineData("my son can't breathe, stop", Purpose.Emergency)]
    [InlineData("are you open tomorrow?", Purpose.AnswerEnquiry)]
    public void Who_is_in_danger_asks_for_people_even_after_STOP(string said, Purpose purpose) =>
        Assert.Equal(purpose, Purposes.Of(
            Heard.From(System.Text.Encoding.UTF8.GetBytes(said), Language.Brain.English, Now.LocalDateTime, SampleBusiness.HairSalon),
            DialogueState.Fresh));

    [Theory]
    [InlineData("I'm running 10 minutes late", Purpose.HumanSupport)]
    [InlineData("I'm late, please stop messaging me", Purpose.Preference)]
    public void Who_is_late_needs_people_unless_a_safety_word_decides(string said, Purpose purpose)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(said);
        var heard = Heard.From(utf8, Language.Brain.English, Now.LocalDateTime, Salon);

        Assert.Equal(purpose, Purposes.Of(heard, DialogueState.Fresh));
    }

    [Fact]
    public void Nothing_that_leaves_a_turn_can_carry_text_of_the_person()
    {
        // Strings in replies and actions are ids of services and staff and nothing else; bytes do not occur. What a person
        // is called is a type of its own, which no text but a name fits.
        var strings = new[] { typeof(Reply), typeof(PendingAction), typeof(PlannedCall) }
            .SelectMany(root => root.GetNestedTypes().Append(root))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.PropertyType == typeof(string)
                || property.PropertyType == typeof(byte[])
                || property.PropertyType == typeof(ReadOnlyMemory<byte>))
            .Select(property => property.Name)
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(["ServiceId", "StaffId"], strings.Order(StringComparer.Ordinal));
    }
}
