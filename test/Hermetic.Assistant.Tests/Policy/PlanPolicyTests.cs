using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>The planner is the attacker here: only labels decide.</summary>
public sealed class PlanPolicyTests
{
    private static readonly SubjectId Ada = SubjectId.New();
    private static readonly SubjectId Bob = SubjectId.New();
    private static readonly Label OfAda = new(Integrity.Subject, Ada);

    private static readonly Booking Friday = new(
        "haircut", SampleBusiness.HairSalon.Zone.AtStrictly(new LocalDateTime(2026, 11, 27, 15, 0)));

    private static readonly Appointment Own = new(AppointmentId.New(), "haircut", Friday.Zoned);

    private static readonly Func<Label, PlannedCall>[] Writes =
    [
        label => new PlannedCall.Book(Friday, label),
        label => new PlannedCall.Move(Own, Friday, label),
        label => new PlannedCall.Cancel(AppointmentId.New(), label),
        label => new PlannedCall.Remind(Own, Reminder.Before(Own.Start, 60, default)!, label),
        label => new PlannedCall.NoReminder(Own, label),
        label => new PlannedCall.EraseSubject(label),
        label => new PlannedCall.TakeBackErasure(label),
        label => new PlannedCall.HandOver(HandOverReason.Asked, label),
        label => new PlannedCall.GiveBack(label),
        label => new PlannedCall.ExportSubject(label),
        label => new PlannedCall.CorrectName(PersonName.Spoken("Anna"u8)!, label),
        label => new PlannedCall.OptOut(label),
        label => new PlannedCall.OptIn(label),
    ];

    private static Refusal? Refused(params IReadOnlyList<PlannedCall> calls)
    {
        var plan = new TurnPlan(calls, DialogueState.Fresh);
        var released = PlanPolicy.TryRelease(plan, Ada, out var proof, out var refusal);
        Assert.Equal(released, proof is not null);
        Assert.Equal(released, refusal is null);
        return refusal;
    }

    [Fact]
    public void Every_kind_of_call_is_covered_here()
    {
        var kinds = Writes.Select(write => write(OfAda).GetType()).Append(typeof(PlannedCall.Say));

        Assert.Equal(
            typeof(PlannedCall).GetNestedTypes().OrderBy(type => type.Name, StringComparer.Ordinal),
            kinds.OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_person_said_or_confirmed_is_released() =>
        Assert.All(Writes, write => Assert.Null(Refused(write(OfAda))));

    [Fact]
    public void Nothing_is_written_because_of_outside_text() => Assert.All(
        Writes, write => Assert.NotNull(Refused(write(new Label(Integrity.Outside, Ada)))));

    [Fact]
    public void Nothing_is_written_for_another_person() => Assert.All(
        Writes, write => Assert.NotNull(Refused(write(new Label(Integrity.Subject, Bob)))));

    [Fact]
    public void Nothing_is_written_that_no_person_stands_behind() => Assert.All(
        Writes, write => Assert.NotNull(Refused(write(Label.Business))));

    [Fact]
    public void One_refused_call_refuses_the_whole_plan()
    {
        var good = new PlannedCall.Say(new Reply.Greeting(), OfAda);
        var bad = new PlannedCall.OptOut(new Label(Integrity.Outside, Ada));

        Assert.Equal(new Refusal("subject.preference", Integrity.Outside), Refused(good, bad));
    }

    [Fact]
    public void A_reply_may_hold_the_persons_own_data_and_facts_of_the_business()
    {
        Assert.Null(Refused(new PlannedCall.Say(new Reply.NoAppointments(), OfAda)));
        Assert.Null(Refused(new PlannedCall.Say(new Reply.AddressAnswer(), Label.Business)));
        Assert.Null(Refused(new PlannedCall.Say(new Reply.Forwarded(), new Label(Integrity.Outside, Ada))));
    }

    [Fact]
    public void A_reply_never_holds_another_persons_data() => Assert.Equal(
        new Refusal("whatsapp.reply", Integrity.Operator),
        Refused(new PlannedCall.Say(new Reply.NoAppointments(), new Label(Integrity.Operator, Bob))));

    [Fact]
    public void A_released_plan_is_the_plan_for_that_person()
    {
        var plan = new TurnPlan([new PlannedCall.OptOut(OfAda)], DialogueState.Fresh with { Failures = 1 });

        Assert.True(PlanPolicy.TryRelease(plan, Ada, out var released, out _));
        Assert.Equal(plan.Calls, released.Calls);
        Assert.Equal(plan.Next, released.Next);
        Assert.Equal(Ada, released.Audience);
    }

    [Fact]
    public void Calls_that_are_added_after_the_release_are_not_in_it()
    {
        List<PlannedCall> calls = [new PlannedCall.OptOut(OfAda)];
        PlanPolicy.TryRelease(new TurnPlan(calls, DialogueState.Fresh), Ada, out var released, out _);

        calls.Add(new PlannedCall.EraseSubject(OfAda));

        Assert.Single(released!.Calls);
    }
}
