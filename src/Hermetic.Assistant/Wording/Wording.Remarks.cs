using NodaTime;

namespace Hermetic.Assistant;

// What is said before a question goes on, and who works when.
public sealed partial class Wording
{
    /// <summary>So many names still fit beside a question with its buttons.</summary>
    private const int MostNames = 5;

    /// <summary>So many people are told of a day.</summary>
    private const int MostPeople = 20;

    private static bool WriteRemarks(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.NobodyOfThatName { Who.Count: 0, Dates: var dates }:
                text.Say("nobody.in.particular");
                WriteOpen(dates, business, text);
                return true;
            case Reply.NobodyOfThatName { Who: var who }:
                text.Say("nobody.of.that.name");
                text.Say("nobody.of.that.name.then", ("who", Names(who, business, MostNames, "who.or")));
                return true;
            case Reply.OnePersonAtATime:
                text.Say("one.person");
                return true;
            case Reply.AskNextPerson next:
                text.Say("next.person", ("service", Name(next.ServiceId, business)), ("date", next.Date));
                return true;
            case Reply.NotBooked { Booking: var left }:
                text.Say("not.booked", Holes(left, business));
                return true;
            case Reply.NothingAt { Time: var time }:
                text.Say("nothing.at", ("time", time));
                return true;
            case Reply.OneServiceAtATime { ServiceId: var next }:
                text.Say("one.service", ("service", Name(next, business)));
                return true;
            case Reply.AskNextService { At: { Date: { } date, Time: { } time } } next:
                text.Say("next.service", ("service", Name(next.ServiceId, business)), ("when", date + time));
                return true;
            case Reply.ItIsBooked { Appointment: var one }:
                text.Say("it.is.booked", Holes(one, business));
                return true;
            case Reply.NotYet:
                text.Say("not.yet");
                return true;
            case Reply.NotOffered:
                text.Say("not.offered");
                return true;
            case Reply.OnlyPeople:
                text.Say("only.people");
                return true;
            case Reply.NoAppointmentThen { Date: var date }:
                text.Say(date is null ? "none.then" : "none.on", ("date", date ?? default));
                return true;
            case Reply.NoRepeating:
                text.Say("no.repeating");
                return true;
            case Reply.NothingThen:
                text.Say("nothing.then");
                return true;
            case Reply.NotThen { When: var times }:
                WriteLines(times, time => text.Say("not.then", ("when", time)), text);
                return true;
            case Reply.LatePassedOn { Appointment: var one }:
                text.Say("late", [("business", business.Name), .. Holes(one, business)]);
                return true;
            case Reply.WhoWorks { StaffId: { } id, Dates: var dates }
                when business.FindStaff(id) is { } member:
                WriteDaysOf(member, dates, business, text);
                return true;
            case Reply.WhoWorks { Dates: var dates }:
                WriteWhoWorks(dates, business, text);
                return true;
            default:
                return false;
        }
    }

    private static void WriteOpen(Options<LocalDate> dates, Business business, Utf8Text text)
    {
        foreach (var date in dates)
        {
            text.Line();
            WriteDay(business.Hours.On(date), text);
        }
    }

    private static void WriteDaysOf(
        StaffMember member, Options<LocalDate> dates, Business business, Utf8Text text)
    {
        var days = dates.Select(date => business.HoursOf(member, date)).Where(day => !day.Closed).ToList();
        switch (dates, days)
        {
            case ([var date], _) when business.Hours.On(date).Closed:
                WriteDay(business.Hours.On(date), text);
                break;
            case ([var date], []):
                text.Say("works.not.on", ("staff", member.Name), ("date", date));
                break;
            case ([_], [var day]):
                text.Say("works.on", ("staff", member.Name), ("date", day.Date), ("spans", day.Spans));
                break;
            case (_, []):
                text.Say("works.not", ("staff", member.Name), ("date", dates[0]), ("last", dates[^1]));
                break;
            default:
                text.Say("works", ("staff", member.Name));
                text.Line();
                WriteLines(
                    days, day => text.Say("works.line", ("date", day.Date), ("spans", day.Spans)), text);
                break;
        }
    }

    private static void WriteWhoWorks(Options<LocalDate> dates, Business business, Utf8Text text)
    {
        var everybody = new Options<string>(business.Staff.Select(one => one.Id));
        if (dates.Count == 0)
            text.Say("who.works", ("who", Names(everybody, business, MostPeople, "who.or")));
        else
            WriteLines(dates, date => WriteWhoWorks(date, lines: dates.Count == 1, business, text), text);
    }

    /// <param name="lines">Each person with their hours; else the names in one line.</param>
    private static void WriteWhoWorks(LocalDate date, bool lines, Business business, Utf8Text text)
    {
        var there = business.Staff.Select(member => (Member: member, business.HoursOf(member, date).Spans))
            .Where(one => one.Spans.Count > 0).Take(MostPeople).ToList();
        if (business.Hours.On(date).Closed)
            WriteDay(business.Hours.On(date), text);
        else if (there.Count == 0)
            text.Say("who.works.nobody", ("date", date));
        else if (lines)
        {
            text.Say("who.works.day", ("date", date));
            text.Line();
            WriteLines(there, one =>
                text.Say("who.works.line", ("staff", one.Member.Name), ("spans", one.Spans)), text);
        }
        else
        {
            text.Say("who.works.names", ("date", date),
                ("who", Names(new(there.Select(one => one.Member.Id)), business, MostNames, "who.and")));
        }
    }
}
