using NodaTime;

namespace Hermetic.Assistant.Tests;

// What is said before a question goes on, and who works when.
public sealed partial class EnglishWordingTests
{
    private static IEnumerable<Reply> Remarks()
    {
        var asked = new Reply.ConfirmBooking(new("haircut", At(15)));
        var (saturday, sunday) = (Friday.PlusDays(1), Friday.PlusDays(2));
        return
        [
            new Reply.NobodyOfThatName(new([])), new Reply.OnePersonAtATime(),
            new Reply.NotBooked(new("haircut", At(9))), new Reply.AskNextPerson("haircut", Friday),
            new Reply.SaidFirst(new Reply.NobodyOfThatName(new([])), asked),
            new Reply.SaidFirst(new Reply.NobodyOfThatName(new(["mira"])), new Reply.AskDate("haircut")),
            new Reply.SaidFirst(new Reply.NobodyOfThatName(new(["mira", "jonas", "sofia"])), asked),
            new Reply.SaidFirst(new Reply.OnePersonAtATime(), asked),
            new Reply.SaidFirst(
                new Reply.Booked(new("haircut", At(15))), new Reply.AskNextPerson("haircut", Friday)),
            new Reply.SaidFirst(new Reply.NotBooked(new("haircut", At(9)) { StaffId = "mira" }), asked),
            new Reply.SaidFirst(new Reply.LatePassedOn(Own(9)), new Reply.FromKnowledge(Quote("Parking"))),
            new Reply.LatePassedOn(Own(9) with { ServiceId = "perm" }),
            new Reply.SaidFirst(new Reply.NothingAt(new(20, 0)), asked), new Reply.NothingAt(new(20, 0)),
            new Reply.SaidFirst(new Reply.OneServiceAtATime("beard-trim"), asked), new Reply.OneServiceAtATime("beard-trim"),
            new Reply.AskNextService("beard-trim", TimeOption.At(Friday.At(new(15, 45)))),
            new Reply.ItIsBooked(Own(15)), new Reply.NotYet(), new Reply.BackAgain(), new Reply.Sympathy(),
            new Reply.NotOffered(), new Reply.OnlyPeople(), new Reply.NoAppointmentThen(Friday),
            new Reply.NoAppointmentThen(Date: null),
            new Reply.AskTime("haircut", Friday, new(Three)) { Moves = true },
            new Reply.AskTime("haircut", Friday, new(Three.Take(1))) { Moves = true },
            new Reply.AskSlot("haircut", new(Three)) { Moves = true },
            new Reply.AskSlot("haircut", new(Three.Take(1))) { Moves = true, StaffId = "mira" },
            new Reply.NothingThen(), new Reply.NoRepeating(), new Reply.SaidFirst(new Reply.NoRepeating(), asked),
            new Reply.NotThen(new([Friday.At(new(15, 0))])),
            new Reply.NotThen(new([Friday.At(new(15, 0)), Friday.At(new(16, 30))])),
            new Reply.NoSuchDate(31, 6), new Reply.NoSuchDate(30, 2),
            new Reply.WhoWorks(new([]), StaffId: null), new Reply.WhoWorks(new([Friday]), StaffId: null),
            new Reply.WhoWorks(new([Friday, saturday, sunday]), StaffId: null),
            new Reply.WhoWorks(new([Friday]), "mira"), new Reply.WhoWorks(new([Friday]), "sofia"),
            new Reply.WhoWorks(new([sunday]), "mira"),
            new Reply.WhoWorks(new([Friday, saturday, sunday]), "mira"),
            new Reply.WhoWorks(new([saturday, sunday]), "kim"),
            new Reply.Aside(
                new Reply.WhoWorks(new([Friday]), "mira"), new PendingAction.Leave(Booked: false)),
            new Reply.Aside(
                new Reply.NobodyOfThatName(new([])) { Dates = new([Friday]) },
                new PendingAction.Book(new("haircut", At(15)))),
            new Reply.Declined(new PendingAction.Leave(Booked: false)),
            new Reply.Declined(new PendingAction.Leave(Booked: true)),
        ];
    }
}
