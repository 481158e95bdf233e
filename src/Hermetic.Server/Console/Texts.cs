using System.Globalization;
using Hermetic.Domain;

namespace Hermetic.Server.Console;

/// <summary>
/// Every word that the console's pages say, by page: whoever translates them works on this file alone. What is written by
/// people, and what WhatsApp or the assistant say, comes from elsewhere.
/// </summary>
internal static partial class Texts
{
    internal const string Language = "en";
    internal const string Product = "Hermetic";
    internal const string Skip = "Skip to the page";
    internal const string SignOut = "Sign out";
    internal const string Pages = "Pages of the console";
    internal const string People = "People";
    internal const string Calendar = "Calendar";
    internal const string Knowledge = "Knowledge";
    internal const string Team = "Team";
    internal const string Ledger = "Ledger";

    internal static class Today
    {
        internal const string Title = "Today";
        internal const string Clear = "All clear";
        internal const string ClearNext = "Nobody waits for a person, every message went out, and what is over was deleted.";
        internal const string ClearWithout = "Nothing waits for you. Conversations are not shown: your roles do not allow it.";
        internal const string Look = "Look at this";
        internal const string Act = "Act now: ";
        internal const string See = "To look at: ";

        internal static string Waiting(int count) => count == 1 ? "One conversation waits for a person" : $"{count} conversations wait for a person";

        internal static string AllWaiting(int count) => $"All {count} in the inbox";

        internal static TodayCard Account(long count, string newest, bool isAlert) => new(
            isAlert ? Urgency.Failing : Urgency.Stale, count, "WhatsApp about the account", newest, "Mark as seen",
            "/console/account-events/seen", Post: true);

        internal static TodayCard Stuck(long count) => new(
            Urgency.Failing, count, "Messages that did not arrive",
            "They were refused, could not be sent, or nobody knows whether they arrived. They are not sent again by themselves.",
            "On the machine: hermetic outbox list, then hermetic outbox retry.");

        internal static TodayCard Parked(long count) => new(
            Urgency.Stale, count, "Elements set aside",
            "WhatsApp delivered what this program cannot act on yet. They are kept sealed until their time is over.",
            "On the machine: hermetic parked list.");

        internal static TodayCard Approvals(long count) => new(
            Urgency.Stale, count, "Waiting for a second person",
            "Somebody asked for an erasure or the release of a hold. Whoever asked cannot approve it, and it is forgotten after a day.",
            "On the machine: hermetic subject approve.");

        internal static TodayCard ClockLeapt() => new(
            Urgency.Failing, 1, "The clock leapt",
            "Nothing is deleted by age until somebody says that the clock is right.",
            "On the machine: hermetic retention status, then hermetic retention confirm.");

        internal static TodayCard Retention(long count) => new(
            Urgency.Failing, count, "Deletion by age is late",
            "For these rules it is not proven that what is over went within the last day.",
            "On the machine: hermetic retention status.");

        internal static TodayCard Keys(long count) => new(
            Urgency.Stale, count, "Keys due for rotation", "They have been in use for longer than the settings want.",
            "On the machine: hermetic keys status, then hermetic keys rotate.");
    }

    internal static class Moments
    {
        internal const string Day = "ddd d MMM, HH:mm";
        internal const string Exact = "dddd, d MMMM uuuu, HH:mm:ss '('z')'";

        /// <summary>As the page's module says it, too (console.js).</summary>
        internal static string Long(long minutes) => minutes switch
        {
            < 1 => "less than a minute",
            < 60 => $"{minutes} min",
            < 24 * 60 => $"{minutes / 60} h {minutes % 60} min",
            _ => $"{minutes / (24 * 60)} d {minutes / 60 % 24} h",
        };
    }

    internal static class Inbox
    {
        internal const string Title = "Inbox";
        internal const string Filter = "Which conversations";
        internal const string NeedsPerson = "Needs a person";
        internal const string Everybody = "Everybody";
        internal const string Waiting = "Waiting, emergencies first";
        internal const string WithPeople = "With a person of the business";
        internal const string All = "All, where somebody wrote last first";
        internal const string NoName = "Without a name";
        internal const string Later = "Older conversations";
        internal const string Nobody = "Nobody waits for a person";
        internal const string NobodyNext =
            "The assistant answers. Who asks for a person, complains, or writes what it cannot answer stands here.";
        internal const string Empty = "Nobody has written yet";
        internal const string EmptyNext =
            "Who writes to the business on WhatsApp stands here. If nobody comes, look at docs/operate/whatsapp-account.md.";
        internal const string Live = "Live";
        internal const string NotLive = "Not live: reload to see what is new";
        internal const string Connecting = "Connecting";
        internal const string SignedOut = "You were signed out: reload to sign in again";
        internal const string Recorded = "Opening this list or a conversation is recorded in the ledger.";
        internal const string InCharge = "A person is in charge";
        internal const string InChargeOfEmergency = "A person is in charge of an emergency";
        internal const string Automated = "The assistant answers";

        internal static string Emergency(string words) => $"Emergency: {char.ToLowerInvariant(words[0])}{words[1..]}";

        internal static string Messages(long count) => count == 1 ? "1 message" : $"{count} messages";

        internal static string Trouble(long unanswered, long parked, long undelivered) => string.Join(", ", new[]
        {
            unanswered > 0 ? $"{unanswered} not answered" : "",
            parked > 0 ? $"{parked} with unknown outcome" : "",
            undelivered > parked ? $"{undelivered - parked} not delivered" : "",
        }.Where(part => part.Length > 0));
    }

    internal static class Conversation
    {
        internal const string Back = "Inbox";
        internal const string Messages = "Messages";
        internal const string EarlierMessages = "Earlier messages";
        internal const string NewestMessages = "Back to the newest messages";
        internal const string None = "There are no messages: they have gone by age.";
        internal const string TakeOver = "Take over";
        internal const string TakeOverWhat = "The assistant is silent from then on, until you give the conversation back.";
        internal const string Release = "Give back";
        internal const string Reply = "Your reply";
        internal const string Send = "Send";
        internal const string Canned = "Written in advance";
        internal const string Choices = "Buttons";
        internal const string File = "File";
        internal const string Order = "Order, with prices as their phone sent them";
        internal const string Charged = "WhatsApp charges it";
        internal const string Free = "free of charge";
        internal const string Failed = "Not sent";
        internal const string Empty = "There was nothing to send: write 1 to 4,096 characters.";
        internal const string ReadOnly = "You may read this conversation, and not write in it.";

        internal static string TooLong(int length) =>
            $"WhatsApp takes at most 4,096 characters, and this has {length:N0}. Nothing was sent; shorten it, or send it in two parts.";

        internal static string ListOf(string title) => $"List \u201c{title}\u201d";

        internal static string Waiting(string since, string messages) => $"Waiting for {since}, {messages} not answered. The assistant is silent.";

        internal const string Silent = "The assistant is silent.";

        internal static string WindowOpen(string until, string left) => $"WhatsApp takes free words until {until} ({left} left).";

        internal static string WindowClosed(string since, bool asksAgain) => asksAgain
            ? $"WhatsApp\u2019s 24 hours ended {since}. What you write waits until they write again; they are asked to with an "
                + "approved message, for which WhatsApp may charge."
            : $"WhatsApp\u2019s 24 hours ended {since}. What you write waits until they write again.";

        internal static string From(string from) => from switch
        {
            "assistant" => "Assistant",
            "staff" => "Staff",
            "phone app" => "Phone app",
            "template" => "Template",
            "reminder" => "Reminder",
            var other => other,
        };

        internal static string Delivery(string delivery) => delivery switch
        {
            "parked" => "outcome unknown",
            "held" => "waits until they write",
            "unsent" => "not sent",
            "repeated" => "sent again",
            var other => other,
        };

        internal static string Wordless(string? kind) => kind switch
        {
            "revoked" => "took this message back",
            "edited" => "changed this message",
            null => "(no words)",
            var other => $"({other}, not opened by the assistant)",
        };
    }

    internal static class Purpose
    {
        internal const string Title = "Why do you open this conversation?";
        internal const string What = "Your answer is recorded in the ledger with your name, and the person can read it in the copy of their data.";
        internal const string Open = "Open the conversation";

        internal static readonly (string Word, string Label)[] All =
        [
            ("support", "To help with what they want"),
            ("complaint", "A complaint"),
            ("privacy-request", "A request about their data"),
            ("quality", "To see whether they are answered well"),
        ];
    }

    internal static class SignIn
    {
        internal const string Title = "Sign in";
        internal const string How = "With a passkey: your device asks for your finger, your face or its PIN.";
        internal const string Do = "Sign in with a passkey";
        internal const string NoScript = "Passkeys need JavaScript, which is off in this browser. Everything behind this door works without it.";
        internal const string Lost = "My passkeys are lost";
        internal const string Code = "Recovery code";
        internal const string UseCode = "Use the code";
        internal const string WrongCode = "That code opens nothing: it is not one, or it was used before. Nothing was changed.";
        internal const string NoCode = "Without a code, somebody who looks after the team can give you a new link.";
    }

    internal static class Welcome
    {
        internal const string Title = "Welcome";
        internal const string Again = "A new passkey for you";
        internal const string What = "Make a passkey on this device. It stays on your devices; there is no password that somebody could steal.";
        internal const string Name = "Name";
        internal const string Label = "What do you call this device?";
        internal const string LabelExample = "Laptop at the desk";
        internal const string Do = "Make a passkey";
        internal const string Used = "This link is of no use any more";
        internal const string UsedWhat = "It has been used, or its time is over. Nothing was changed. Ask whoever gave it to you for a new one.";
        internal const string ToSignIn = "Go to sign in";
    }

    internal static class StepUp
    {
        internal const string Title = "Is it still you?";
        internal const string Why = "What comes next cannot easily be undone. Show your passkey again; it counts for five minutes.";
        internal const string Do = "Show my passkey";
        internal const string Back = "Go back without it";
    }

    internal static class Security
    {
        internal const string Title = "Passkeys and sessions";
        internal const string AtRisk = "Before you go on: one lost device would lock you out. Add a second passkey on another device, or make recovery codes and keep them on paper.";
        internal const string NewCodes = "Your recovery codes";
        internal const string NewCodesWhat = "Write them down or print them now: they are shown this once. Each lets you make one new passkey. Codes you had before are of no use any more.";
        internal const string Written = "They are written down";
        internal const string Passkeys = "Passkeys";
        internal const string Added = "added";
        internal const string Used = "last used";
        internal const string Synced = "synced by its provider";
        internal const string OneDevice = "on one device";
        internal const string Revoke = "Remove";
        internal const string Another = "Another passkey: what do you call the device?";
        internal const string Add = "Add a passkey";
        internal const string Codes = "Recovery codes";
        internal const string MakeCodes = "Make recovery codes";
        internal const string ReplaceCodes = "Replace them by new ones";
        internal const string StepUp = "Show my passkey to change something here";
        internal const string Sessions = "Where you are signed in";
        internal const string This = "here";
        internal const string Begun = "since";
        internal const string Seen = "last used";
        internal const string Until = "ends";

        internal static string CodesLeft(int left) => left switch
        {
            0 => "There are none. With a code from paper you can come in again when every device is lost.",
            1 => "1 code is left.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{left} codes are left."),
        };
    }

    internal static class TeamPage
    {
        internal const string What = "Who may do what. Every change is on record.";
        internal const string LinkWhat = "Give it to them in person or over a channel you trust. It works once, for 24 hours, and is not shown again.";
        internal const string StepUpWhy = "To change something here, show your passkey first.";
        internal const string StepUp = "Show my passkey";
        internal const string You = "you";
        internal const string RolesOf = "Roles of";
        internal const string Roles = "Roles";
        internal const string Since = "since";
        internal const string By = "by";
        internal const string Overdue = " · not reviewed for a month";
        internal const string Keep = "Still needed";
        internal const string Remove = "Take away";
        internal const string AddRole = "Give this role";
        internal const string NewLink = "New sign-in link";
        internal const string EndSessions = "Sign out everywhere";
        internal const string Suspend = "Let in no more";
        internal const string Invite = "Let somebody in";
        internal const string DoInvite = "Make a link for them";
        internal const string Invited = "has not come in yet";
        internal const string Active = "may come in";
        internal const string Suspended = "is not let in any more";
        internal const string NoRole = "Choose at least one role, and write a name.";

        internal static string LinkFor(string name) => $"A link for {name}";

        internal static string Keys(int passkeys, int codes) => string.Create(
            CultureInfo.InvariantCulture,
            $"{passkeys} {(passkeys == 1 ? "passkey" : "passkeys")}, {codes} recovery {(codes == 1 ? "code" : "codes")}");

        internal static string SignedIn(int sessions) => sessions == 0
            ? "not signed in"
            : string.Create(CultureInfo.InvariantCulture, $"signed in {(sessions == 1 ? "once" : $"{sessions} times")}");
    }

    internal static string RoleName(Role role) => role switch
    {
        Role.Owner => "Owner",
        Role.Administrator => "Administrator",
        Role.PrivacyOfficer => "Privacy officer",
        Role.Auditor => "Auditor",
        _ => "Agent",
    };

    internal static string RoleWhat(Role role) => role switch
    {
        Role.Owner => "may do everything",
        Role.Administrator => "people, roles, facts and knowledge; no conversations",
        Role.PrivacyOfficer => "people's rights over their data",
        Role.Auditor => "evidence only",
        _ => "answers customers",
    };

    internal static class States
    {
        internal const string Code = "Code";
        internal const string Home = "Go to Today";
        internal const string NotFound = "There is nothing here";
        internal const string NotFoundWhat =
            "Either the address is not right, or whom it was about has been erased since. Nothing was opened or changed.";
        internal const string NotFoundNext = "Go back and choose again: lists show what there is now.";
        internal const string NoPermission = "You may not use this page";
        internal const string NoPermissionWhat =
            "None of your roles allows it. Nothing was opened or changed.";
        internal const string NoPermissionNext =
            "If your work needs it, ask whoever looks after the team to give you a role that allows it.";
        internal const string Expired = "This was not done";
        internal const string ExpiredWhat =
            "The form came from another website, or from a page that was open for too long. Nothing was opened or changed.";
        internal const string ExpiredNext = "Open the page again and repeat it there. What you had written may have to be written again.";
        internal const string Busy = "The service is busy";
        internal const string BusyWhat =
            "The database does not answer, or all secret memory is in use. What people write is not lost: WhatsApp delivers it again.";
        internal const string BusyNext = "Try again in a few seconds. If it stays like this, tell whoever operates the service.";
        internal const string Failed = "This page has a defect";
        internal const string FailedWhat = "It could not be made. What was stored before is unharmed, and nobody's data left the service.";
        internal const string FailedNext =
            "Go back and look whether what you did has happened before you do it again. Report the defect with its code and the hour.";
    }
}
