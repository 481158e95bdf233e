using System.Buffers;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Says replies in one language; the languages differ in their tables only.</summary>
public sealed partial class Wording : IWording
{
    // A list longer than this does not fit a message of 4,096 characters with names of full length.
    private const int MostServices = 40;

    private readonly WordTable _words;

    private Wording(WordTable words) => _words = words;

    public static IWording En { get; } = new Wording(English.Table);

    public string Language => _words.Language;

    /// <summary>The wording of a language; English where there is none.</summary>
    public static IWording For(string language) => language switch
    {
        _ => En,
    };

    public void Write(Reply reply, Business business, IBufferWriter<byte> utf8) =>
        Write(reply, business, new Utf8Text(utf8, _words));

    private static void Write(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.FirstContact { Inner: Reply.HandedOver { Reason: HandOverReason.Distress or HandOverReason.Danger }
                or Reply.HandedOverAndStopped } urgent:
                // Whoever is in danger reads what helps before anything else.
                Write(urgent.Inner, business, text);
                text.Line();
                text.Line();
                WriteNotice(business, text);
                break;
            case Reply.FirstContact first:
                WriteNotice(business, text);
                text.Line();
                text.Line();
                // The notice has said hello already.
                Write(first.Inner is Reply.Greeting ? new Reply.HowCanIHelp() : first.Inner, business, text);
                break;
            case Reply.NameCorrectedThen named:
                WriteBare(new Reply.NameCorrected(named.Name), business, text);
                text.Line();
                text.Line();
                Write(named.Inner, business, text);
                break;
            case Reply.SaidFirst said:
                WriteBare(said.First, business, text);
                text.Line();
                text.Line();
                Write(said.Then, business, text);
                break;
            case Reply.Wrapped before:
                text.Say("use.the.button");
                text.Line();
                text.Line();
                Write(before.Inner, business, text);
                break;
            case Reply.Aside aside:
                WriteInBetween(aside.Said, business, text);
                text.Line();
                text.Line();
                WriteWaiting(aside.Waiting, aside.Pending is not null, business, text);
                break;
            case Reply.HandedOverAndStopped { Reason: var reason }:
                WriteBare(new Reply.HandedOver(reason), business, text);
                text.Line();
                text.Line();
                text.Say("stopped.too", ("business", business.Name));
                break;
            case Reply.InBetween between:
                WriteInBetween(between.Said, business, text);
                break;
            case Reply.StillWaits waits:
                WriteWaiting(waits.What, waits.Pending is not null, business, text);
                break;
            default:
                WriteBare(reply, business, text);
                if (Invitation(reply) is { } then)
                    text.Say(then, ("business", business.Name));
                break;
        }
    }

    private static void WriteNotice(Business business, Utf8Text text) =>
        text.Say("first.contact", ("business", business.Name),
            ("days", business.Privacy.RetentionDays), ("link", business.Privacy.Notice));

    private static void WriteBare(Reply reply, Business business, Utf8Text text)
    {
        if (!WriteFacts(reply, business, text) && !WriteAppointments(reply, business, text)
            && !WriteKnowledge(reply, text) && !WriteReminders(reply, business, text)
            && !WritePrivacy(reply, business, text) && !WriteRemarks(reply, business, text))
            WriteConversation(reply, business, text);
    }

    /// <summary>What an answer goes on with where nothing else waits.</summary>
    private static string? Invitation(Reply reply) => reply switch
    {
        Reply.Greeting => "greeting.then",
        Reply.OutOfScope => "out.of.scope.then",
        Reply.NotUnderstood => "not.understood.then",
        Reply.DoNotKnow => "do.not.know.then",
        Reply.ForAPerson => "for.a.person.then",
        Reply.NoMedicalAdvice => "do.not.know.then",
        Reply.SpeaksEnglish => "speaks.english.then",
        Reply.Well => "well.then",
        Reply.NoHarmDone => "no.harm.done.then",
        Reply.AllRight => "all.right.then",
        Reply.AboutOthers => "about.others.then",
        Reply.StaleButton => "stale.button.then",
        Reply.ServicesAnswer => "services.then",
        Reply.ServiceAnswer => "service.then",
        _ => null,
    };

    /// <param name="here">Its buttons come with it; else they stand above.</param>
    private static void WriteWaiting(PendingAction? waiting, bool here, Business business, Utf8Text text)
    {
        var key = waiting switch
        {
            PendingAction.Book => "waits.book",
            PendingAction.Move => "waits.move",
            PendingAction.Cancel => "waits.cancel",
            PendingAction.Erase => "waits.erase",
            PendingAction.Remind => "waits.remind",
            PendingAction.NoReminder => "waits.no.reminder",
            PendingAction.ChooseTime => here ? "waits.time.here" : "waits.time",
            PendingAction.ChooseStaff => "ask.staff",
            PendingAction.Export => "waits.export",
            PendingAction.CorrectName => "waits.name",
            PendingAction.ChooseService => "ask.service",
            PendingAction.ChooseAppointment => "waits.which",
            PendingAction.Leave => "waits.leave",
            _ => "waits.appointment",
        };
        switch (waiting)
        {
            case PendingAction.Book { Booking: var booking }:
                text.Say(key, Holes(booking, business));
                break;
            case PendingAction.Move { Booking: var booking }:
                text.Say(key, Holes(booking, business));
                break;
            default:
                text.Say(key);
                break;
        }
    }

    private static void WriteConversation(Reply reply, Business business, Utf8Text text)
    {
        if (reply is Reply.EnglishOnly only)
        {
            WriteLanguages(only, business, text);
            return;
        }
        if (Own(reply, business.Tone) is { } own)
        {
            text.Say("name", ("name", own));
            return;
        }
        var key = reply switch
        {
            Reply.Greeting => "greeting",
            Reply.HowCanIHelp => "how.can.i.help",
            Reply.Courtesy => "courtesy",
            Reply.IAmABot => "bot",
            Reply.OutOfScope => "out.of.scope",
            Reply.NotUnderstood => "not.understood",
            Reply.WhatICanDo => "what.i.can.do",
            Reply.Well => "well",
            Reply.Pleased => "pleased",
            Reply.Farewell => "farewell",
            Reply.NoHarmDone => "no.harm.done",
            Reply.AllRight => "all.right",
            Reply.Unmoved => "unmoved",
            Reply.SorryToHear => "sorry.to.hear",
            Reply.ForAPerson => "for.a.person",
            Reply.WithoutMe => "without.me",
            Reply.DataSafety => "data.safety",
            Reply.AboutOthers => "about.others",
            Reply.NoOwnCalendar => "no.own.calendar",
            Reply.NoMedicalAdvice => "no.medical.advice",
            Reply.SpeaksEnglish => "speaks.english",
            Reply.BackAgain => "back.again",
            Reply.Sympathy => "sympathy",
            Reply.PersonAsked => "person.asked",
            Reply.DoNotKnow => "do.not.know",
            Reply.OfferPerson => "offer.person",
            Reply.Clarify => "clarify",
            Reply.CannotReadThis { Kind: var kind } => $"cannot.read.{kind}",
            Reply.Forwarded => "forwarded",
            Reply.StaleButton => "stale.button",
            Reply.HandedOver { Reason: HandOverReason.Complaint or HandOverReason.NotUnderstood
                or HandOverReason.Unanswered or HandOverReason.Medical or HandOverReason.Objection } =>
                $"handed.over.{HandOverReason.Asked}",
            Reply.HandedOver { Reason: var reason } => $"handed.over.{reason}",
            Reply.OptedOut => "opted.out",
            Reply.OptedIn => "opted.in",
            Reply.NoReminders => "no.reminders",
            Reply.OnlyAppointments => "only.appointments",
            Reply.ConfirmErasure { OnHold: true } => "confirm.erasure.on.hold",
            Reply.ConfirmErasure => "confirm.erasure",
            Reply.ErasureOnHold => "erasure.on.hold",
            Reply.Declined { OnHold: true } => "declined.erase.wish",
            Reply.Declined { What: var what } => Declined(what),
            _ => throw new InvalidOperationException($"There are no words for {reply.GetType().Name}."),
        };
        text.Say(
            key, ("business", business.Name), ("privacy", business.Privacy.Contact), ("phone", business.Phone),
            ("days", business.Privacy.RetentionDays));
    }

    private static string Declined(PendingAction what) => what switch
    {
        PendingAction.Book => "declined.book",
        PendingAction.Cancel or PendingAction.Move => "declined.cancel",
        PendingAction.Erase => "declined.erase",
        PendingAction.Remind or PendingAction.NoReminder => "declined.reminder",
        PendingAction.Leave leave => leave.Booked ? "declined.more" : "declined.change",
        PendingAction.HandOver => "declined.person",
        PendingAction.Export => "declined.export",
        PendingAction.CorrectName => "declined.name",
        _ => "declined",
    };

    private static bool WriteFacts(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.WeekHours { Today: var today }:
                WriteWeek(business, today, text);
                return true;
            case Reply.HoursOn { Dates: var dates }:
                WriteLines(dates, date => WriteDay(business.Hours.On(date), text), text);
                return true;
            case Reply.AddressAnswer:
                text.Say("address", ("business", business.Name), ("address", business.Address));
                return true;
            case Reply.PhoneAnswer:
                text.Say("phone", ("phone", business.Phone));
                return true;
            case Reply.ServicesAnswer:
                text.Say("services");
                foreach (var service in business.Services.Take(MostServices))
                {
                    text.Line();
                    text.Say(service.Price is null ? "services.unpriced" : "services.line", Holes(service));
                }
                return true;
            case Reply.ServiceAnswer { ServiceId: var serviceId }
                when business.Find(serviceId) is { } service:
                text.Say(service.Price is null ? "service.unpriced" : "service", Holes(service));
                return true;
            default:
                return false;
        }
    }

    private static (string Name, object Value)[] Holes(Service service) =>
    [
        ("service", service.Name), ("minutes", service.Minutes),
        ("price", service.Price ?? (object)string.Empty),
    ];

    private static void WriteDay(DayHours day, Utf8Text text)
    {
        var key = (day.Closed, day.Occasion) switch
        {
            (true, null) => "hours.closed",
            (true, _) => "hours.closed.occasion",
            (false, null) => "hours.open",
            (false, _) => "hours.open.occasion",
        };
        text.Say(key, ("date", day.Date), ("spans", day.Spans), ("occasion", day.Occasion ?? string.Empty));
    }

    /// <summary>Neighbouring days with the same hours share a line.</summary>
    private static void WriteWeek(Business business, LocalDate today, Utf8Text text)
    {
        text.Say("week", ("business", business.Name));
        for (var first = IsoDayOfWeek.Monday; first <= IsoDayOfWeek.Sunday;)
        {
            var spans = business.Hours.Usual(first);
            var last = first;
            while (last < IsoDayOfWeek.Sunday && business.Hours.Usual(last + 1).SequenceEqual(spans))
                last++;
            text.Line();
            text.Say(
                Days(first, last) + (spans.Count == 0 ? ".closed" : ""),
                ("first", text.Weekday(first)), ("last", text.Weekday(last)), ("spans", spans));
            first = last + 1;
        }
        var soon = business.Hours.SpecialDays
            .Where(day => day.Date >= today && day.Date < today.PlusDays(14));
        foreach (var special in soon)
        {
            text.Line();
            WriteDay(business.Hours.On(special.Date), text);
        }
    }

    private static string Days(IsoDayOfWeek first, IsoDayOfWeek last) => (last - first) switch
    {
        0 => "week.day",
        1 => "week.two",
        _ => "week.days",
    };

    private static void WriteLines<T>(IEnumerable<T> items, Action<T> write, Utf8Text text)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Line();
            write(item);
            first = false;
        }
    }
}
