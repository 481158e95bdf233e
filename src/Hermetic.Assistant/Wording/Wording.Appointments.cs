using NodaTime;

namespace Hermetic.Assistant;

// Booking: questions, offers and refusals.
public sealed partial class Wording
{
    private static bool WriteAppointments(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.AskService { ServiceIds: var ids }:
                text.Say(ids.Count > Options<string>.Most ? "ask.service.number" : "ask.service");
                if (ids.Count > Options<string>.Most)
                {
                    WriteNumbered(
                        ids.Take(MostServices), id => text.Say("name", ("name", Name(id, business))), text);
                }
                return true;
            case Reply.AskDate ask:
                text.Say("ask.date", ("service", Visit(ask.ServiceId, ask.StaffId, business)));
                return true;
            case Reply.AskOtherTime:
                text.Say("ask.other.time");
                return true;
            case Reply.NoSuchDate none:
                text.Say("no.such.date", ("day", none.Day), ("month", text.Month(none.Month)));
                return true;
            case Reply.AskTime ask:
                text.Say("ask.time" + Moved(ask.Moves) + One(ask.Free),
                    ("date", ask.Date), ("service", Visit(ask.ServiceId, ask.StaffId, business)));
                return true;
            case Reply.AskSlot ask:
                text.Say("ask.slot" + Moved(ask.Moves) + One(ask.Free),
                    ("service", Visit(ask.ServiceId, ask.StaffId, business)));
                return true;
            case Reply.AskStaff:
                text.Say("ask.staff");
                return true;
            case Reply.WhichTime { Readings: [{ Offset: not null, Date: { } date, Time: { } time }, ..] }:
                text.Say("which.occurrence", ("date", date), ("time", time));
                return true;
            case Reply.WhichTime { Readings: [{ Date: { } first } one, { Date: { } second } other] }
                when first != second:
                text.Say("which.of.two", Reading("first", one, first), Reading("second", other, second));
                return true;
            case Reply.WhichTime { Readings: var readings }:
                text.Say(readings[0].Time is null ? "which.day" : "which.time");
                return true;
            default:
                return WriteRefusals(reply, business, text) || WriteConfirmations(reply, business, text);
        }
    }

    private static (string Name, object Value) Reading(string name, TimeOption option, LocalDate date) =>
        (name, option.Time is { } time ? date + time : date);

    private static bool WriteRefusals(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.NothingFree { Days: var days } none:
                var several = none.Why == SlotState.Taken && days.First != days.Last ? ".days" : "";
                var named = none.Why is SlotState.Taken or SlotState.Away ? With(none.StaffId) : "";
                text.Say($"nothing.{none.Why}{several}{named}", ("last", days.Last), ("year", days.First.Year),
                    ("date", none.Why == SlotState.Past ? days.Last : days.First),
                    ("staff", StaffName(none.StaffId, business)));
                return true;
            case Reply.NothingBeyond { Sign: var sign }:
                text.Say(sign > 0 ? "nothing.later" : "nothing.earlier");
                return true;
            case Reply.NotFree refused:
                WriteNotFree(refused, business, text);
                return true;
            case Reply.SomebodyElse other:
                var key = other is { Why: SlotState.Taken, Time: not null } ? "not.then" : $"{other.Why}";
                text.Say($"else.{key}", ("staff", StaffName(other.StaffId, business)),
                    ("when", other.Time is { } time ? other.Date + time : other.Date),
                    ("who", Names(other.Who, business)));
                text.Say(other.Who.Count == 1 ? "else.one" : "else.whom");
                return true;
            case Reply.DoesNotDo other:
                text.Say(other.Who.Count switch { 0 => "does.not.none", 1 => "does.not.one", _ => "does.not.whom" },
                    ("staff", StaffName(other.StaffId, business)), ("service", Name(other.ServiceId, business)),
                    ("who", Names(other.Who, business)));
                return true;
            default:
                return false;
        }
    }

    private static void WriteNotFree(Reply.NotFree refused, Business business, Utf8Text text)
    {
        var member = business.FindStaff(refused.StaffId);
        var day = business.HoursOf(refused.Why == SlotState.Away ? member : null, refused.Wanted.Date);
        text.Say("not.free." + Why(refused, day), ("when", refused.Wanted), ("time", refused.Wanted.TimeOfDay),
            ("year", day.Date.Year), ("weekday", text.Weekday(day.Date.DayOfWeek)), ("date", day.Date), ("spans", day.Spans),
            ("occasion", day.Occasion ?? string.Empty), ("staff", StaffName(refused.StaffId, business)));
        if (refused.Others.Count > 0)
            text.Say("not.free.others", ("who", Names(refused.Others, business)));
        if (refused.OldOneStays)
            text.Say("not.free.stays");
        text.Say(refused.Alternatives.Count switch
        {
            0 => "not.free.other",
            1 => "not.free.instead.one" + With(refused.StaffId),
            _ => "not.free.instead" + With(refused.StaffId),
        }, ("staff", StaffName(refused.StaffId, business)));
    }

    private static string Why(Reply.NotFree refused, DayHours day) => refused switch
    {
        { Why: SlotState.Closed } when day.Closed => day.Occasion is null ? "closed" : "closed.occasion",
        { Why: SlotState.Closed } => day.OpenAt(refused.Wanted.TimeOfDay) ? "late" : "outside",
        { Why: SlotState.Away, StaffId: not null } when day.Closed => "Away.day",
        { Why: SlotState.Away or SlotState.Taken } => $"{refused.Why}{With(refused.StaffId)}",
        _ => $"{refused.Why}",
    };

    private static string One(Options<TimeOption> free) => free.Count == 1 ? ".one" : "";

    private static string Moved(bool moves) => moves ? ".move" : "";

    private static string With(string? staffId) => staffId is null ? "" : ".with";

    /// <summary>"Mira", "Mira and Jonas"; of many the first three, so that a refusal stays short.</summary>
    private static Utf8Text.Joined Names(
        Options<string> staffIds, Business business, int most = 3, string between = "who.and") =>
        new([.. staffIds.Take(most).Select(id => StaffName(id, business))], between);

    private static void WriteNumbered<T>(IEnumerable<T> items, Action<T> write, Utf8Text text)
    {
        foreach (var (index, item) in items.Index())
        {
            text.Line();
            text.Say("number", ("number", index + 1));
            write(item);
        }
    }
}
