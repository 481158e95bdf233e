namespace Hermetic.Assistant;

// What is known, a copy of it, and what a person is called.
public sealed partial class Wording
{
    // So many lines of appointments that a message of 4,096 characters holds them with names of full length.
    private const int MostComing = 10;
    private const int MostPast = 5;

    private static bool WritePrivacy(Reply reply, Business business, Utf8Text text)
    {
        switch (reply)
        {
            case Reply.KnownAboutYou { Summary: var summary }:
                WriteSummary(summary, business, text);
                return true;
            case Reply.WhoSaw { Access: var access }:
                WriteAccess(access, business, text);
                text.Say("who.saw.then", ("business", business.Name), ("privacy", business.Privacy.Contact));
                return true;
            case Reply.ConfirmExport:
                text.Say("confirm.export", ("business", business.Name));
                return true;
            case Reply.ExportReady { Download: var download }:
                text.Say("export.ready", ("link", download.Link), ("until", download.Until));
                return true;
            case Reply.ExportCode { Download: var download }:
                text.Say("export.code", ("code", download.Code));
                return true;
            case Reply.Erased { Certificate: var certificate }:
                text.Say("erased", ("business", business.Name));
                WriteCertificate("erased.certificate", certificate, text);
                return true;
            case Reply.ErasureBegun { Certificate: var certificate }:
                text.Say("erasure.begun", ("business", business.Name));
                WriteCertificate("erasure.begun.certificate", certificate, text);
                return true;
            case Reply.AskName:
                text.Say("ask.name");
                return true;
            case Reply.ConfirmName { Name: var name }:
                text.Say("confirm.name", ("name", name));
                return true;
            case Reply.NameCorrected { Name: var name }:
                text.Say("name.corrected", ("name", name));
                return true;
            default:
                return false;
        }
    }

    private static void WriteCertificate(string key, Uri? link, Utf8Text text)
    {
        if (link is null)
            return;
        Paragraph(text);
        text.Say(key, ("link", link.AbsoluteUri));
    }

    private static void WriteSummary(PersonSummary summary, Business business, Utf8Text text)
    {
        text.Say("known", ("business", business.Name));
        Paragraph(text);
        WriteIdentity(summary, text);
        Paragraph(text);
        WriteKept(summary, business, text);
        Paragraph(text);
        WriteOwnAppointments(summary, business, text);
        Paragraph(text);
        text.Say(summary.OptedOut ? "known.stop" : "known.no.stop");
        Paragraph(text);
        WriteAccess(summary.Access, business, text);
        Paragraph(text);
        text.Say("known.why", ("business", business.Name));
        Paragraph(text);
        text.Say("known.then");
        Paragraph(text);
        text.Say("known.contact", ("privacy", business.Privacy.Contact), ("link", business.Privacy.Notice));
    }

    private static void WriteIdentity(PersonSummary summary, Utf8Text text)
    {
        switch (summary)
        {
            case { ProfileName: { } name, ProfileNameSince: { } since }:
                text.Say("known.profile.since", ("name", name), ("date", since));
                break;
            case { ProfileName: { } name }:
                text.Say("known.profile", ("name", name));
                break;
        }
        if (summary.OwnName is { } own)
            text.Say(summary.ProfileName is null ? "known.own.only" : "known.own", ("name", own));
        if (summary.ProfileName is not null || summary.OwnName is not null)
            text.Line();
        if (summary.NumberEnd is { } digits)
            text.Say("known.number", ("digits", digits));
        else
            text.Say("known.no.number");
    }

    private static void WriteKept(PersonSummary summary, Business business, Utf8Text text)
    {
        var days = business.Privacy.RetentionDays;
        if (summary.Oldest is not { } oldest)
            text.Say("known.no.messages", ("days", days));
        else
        {
            text.Say(
                "known.messages", ("received", summary.Received), ("sent", summary.Sent), ("date", oldest),
                ("days", days));
        }
    }

    private static void WriteOwnAppointments(PersonSummary summary, Business business, Utf8Text text)
    {
        if (summary is { Coming.Count: 0, Past.Count: 0, Cancelled: 0 })
        {
            text.Say("known.no.appointments");
            return;
        }
        WriteSome("known.coming", summary.Coming, MostComing, business, text);
        WriteSome("known.past", summary.Past, MostPast, business, text);
        if (summary.Cancelled > 0)
        {
            text.Say("known.cancelled", ("count", summary.Cancelled));
            text.Line();
        }
        text.Say("known.kept", ("days", business.Privacy.AppointmentDays));
    }

    private static void WriteSome(
        string heading, Options<Appointment> all, int most, Business business, Utf8Text text)
    {
        if (all.Count == 0)
            return;
        text.Say(heading);
        text.Line();
        foreach (var one in all.Take(most))
        {
            WriteKnown(one, business, text);
            text.Line();
        }
        if (all.Count > most)
        {
            text.Say("known.more", ("count", all.Count - most));
            text.Line();
        }
    }

    /// <summary>With whom, how long, and what the person is reminded of.</summary>
    private static void WriteKnown(Appointment one, Business business, Utf8Text text)
    {
        text.Say("appointment", Holes(one, business));
        if (business.Find(one.ServiceId) is { } service)
            text.Say("known.minutes", ("minutes", service.Minutes));
        SayReminder("reminder.line", one, text);
        if (one.WantsNoReminder)
            text.Say("known.no.reminder");
    }

    private static void WriteAccess(StaffAccess access, Business business, Utf8Text text)
    {
        if (access is { Count: > 0, Last: { } last })
        {
            text.Say(
                access.Count == 1 ? "who.saw.once" : "who.saw", ("business", business.Name),
                ("count", access.Count), ("date", last));
        }
        else
            text.Say("who.saw.nobody", ("business", business.Name));
        if (access.Lists > 0)
            text.Say(access.Lists == 1 ? "who.saw.list.once" : "who.saw.list", ("count", access.Lists));
    }

    private static void Paragraph(Utf8Text text)
    {
        text.Line();
        text.Line();
    }
}
