using System.Globalization;
using Hermetic.Domain;

namespace Hermetic.Server.Console;

/// <summary>
/// Every word that the console's pages say, by page: whoever translates them works on this file alone. What is written by
/// people, and what WhatsApp or the assistant say, comes from elsewhere.
/// </summary>
internal static class Texts
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

    internal static class PeoplePage
    {
        internal const string What = "What is held about somebody, who saw it, a copy for them, and their erasure.";
        internal const string Who = "Phone number, name, user id or random id";
        internal const string WhoHow = "A number with its country\u2019s code. Neither it nor a name goes into an address or into the ledger.";
        internal const string Find = "Find";
        internal const string Found = "Found";
        internal const string NoName = "Without a name";
        internal const string Erasing = "is being erased";
        internal const string Nobody = "Nobody is found by that";
        internal const string NobodyNext =
            "A name is found as WhatsApp shows it, or as they asked to be called; a number with its country\u2019s code. "
            + "Who was erased, or never wrote, is not here.";
        internal const string Waiting = "Waiting for a second person";
        internal const string Look = "Look at it";
        internal const string Recorded = "Looking for somebody, and looking at them, is recorded in the ledger and told in the copy of their data.";

        internal static string Asked(string act, string by) =>
            act == "erase" ? $"{by} asks to erase somebody" : $"{by} asks to end a hold whose person waits to be erased";

        internal static string Conversations(int count) => count == 1 ? "1 conversation" : $"{count} conversations";
    }

    internal static class Person
    {
        internal const string Back = "People";
        internal const string Held = "What is held";
        internal const string What = "What";
        internal const string Rows = "Rows";
        internal const string FromTo = "From, to";
        internal const string Goes = "When it goes";
        internal const string Saw = "Who saw it";
        internal const string NobodySaw = "Nobody of the business opened anything of theirs.";
        internal const string Record = "What people did with it";
        internal const string NoRecord = "Nobody did anything with it but the service itself, as with every message.";
        internal const string InLedger = "Everything on record about them";
        internal const string When = "When";
        internal const string By = "By";
        internal const string Action = "Action";
        internal const string Entry = "Entry";
        internal const string Unnumbered = "not numbered yet";
        internal const string Themselves = "the person themselves";
        internal const string Acts = "What you may do";
        internal const string StepUpWhy = "A copy, a hold and an erasure ask for your passkey first.";
        internal const string StepUp = "Show my passkey";
        internal const string Copy = "A copy for them";
        internal const string CopyWhat = "A ZIP file with everything that is held about them, to read and for machines. That you made it is recorded and told in it.";
        internal const string CopyDo = "Make the copy";
        internal const string Hold = "Keep for now";
        internal const string HoldWhat = "Nothing of theirs is erased, by anybody and by age, until somebody ends it. The reason is in their copy.";
        internal const string HoldReason = "What obliges the business to keep it";
        internal const string HoldDo = "Keep it";
        internal const string OnHold = "On hold";
        internal const string Release = "End the hold";
        internal const string ReleaseWhat = "From then on they can be erased, and what is over goes by age.";
        internal const string Erase = "Erase for good";
        internal const string EraseNotNow = "They are on hold: they cannot be erased before that ends.";
        internal const string EraseAsk = "Ask to erase";
        internal const string EraseTwo = "A colleague has to approve it within a day; nothing is erased before.";
        internal const string Reason = "Why";
        internal const string Sure = "Erase everything of this person";
        internal const string Waits = "Waits for a second person";
        internal const string Approve = "Approve";
        internal const string ApproveOther = "Somebody else has to approve it, who is signed in to the console.";
        internal const string NotSure = "Nothing was erased: say that everything of this person is to be erased.";
        internal const string NoReason = "Nothing was erased: choose why.";
        internal const string NoHoldReason = "Nothing was changed: write what obliges the business to keep it, in at most 2,000 bytes.";
        internal const string Meanwhile = "Somebody else was first. This is how it is now.";

        internal static readonly (string Word, string Label)[] Reasons =
        [
            ("request", "They asked for it"),
            ("withdrawal", "They took back their consent"),
            ("objection", "They object"),
            ("retention", "It is no longer needed"),
            ("unlawful", "It should not have been kept at all"),
            ("obligation", "A law demands it"),
        ];

        internal static string Title(Guid id) => $"Person {id.ToString("N")[..8]}";

        internal static string Consequence(long messages, long appointments) => string.Create(
            CultureInfo.InvariantCulture,
            $"Erases {Count(messages, "message")} and {Count(appointments, "appointment")} of this person, with everything else in the table above. ")
            + "Backups become unreadable for them within a minute. It cannot be taken back.";

        internal static string HeldBy(string by, string since) => $"By {by}, since {since}.";

        internal static string Wished(string since) => $"They wait to be erased since {since}: that begins when the hold ends.";

        internal static string Looks(int count, long lists) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(count == 0 ? NobodySaw : count == 1 ? "Opened once." : $"Opened {count:N0} times, the latest last.")} "
            + $"A list of everybody was opened {(lists == 1 ? "once" : $"{lists:N0} times")}.");

        internal static string Asked(string act, string by, string until) =>
            $"{by} asks to {(act == "erase" ? "erase this person" : "end the hold")}. It is forgotten at {until}.";

        internal static string Newest(int shown, long all) => string.Create(
            CultureInfo.InvariantCulture, $"The newest {shown:N0}. The ledger has {Count(all, "entry", "entries")} about them, with what the service did by itself.");

        /// <summary>By a day where one is known, else by what ends it.</summary>
        internal static string Ends(string rule) => rule switch
        {
            "appointments" => "when the appointment is long enough ago",
            "contacts" => "when nothing else is left and they have not written for long enough",
            "with-its-owner" => "with what it belongs to",
            "until-withdrawn" => "when they take it back",
            "copies" => "after a day, or with the download",
            "until-erasure" => "with their erasure",
            var other => other.Replace('-', ' '),
        };

        internal static string Table(string location) => location switch
        {
            "subject" => "That they exist",
            "identifier" => "Numbers and user ids",
            "conversation" => "Conversations, names, what is just being done",
            "inbox" => "Messages from them",
            "media_chunk" => "Pieces of files",
            "outbox" => "Messages to them",
            "appointment" => "Appointments",
            "occupancy" => "Taken times of the calendar",
            "reminder" => "Reminders",
            "parked" => "What could not be read",
            "dedupe" or "sent_tag" => "Marks against doubles",
            "export" or "export_chunk" => "Copies waiting for their download",
            "staff_access" => "Who looked",
            "legal_hold" => "Why it must be kept",
            "approval" => "What waits for a second person",
            "suppression" => "STOP, and no marketing",
            var other => other,
        };

        private static string Count(long count, string one, string? several = null) => string.Create(
            CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : several ?? one + "s")}");
    }

    internal static class Erasing
    {
        internal const string Title = "An erasure";
        internal const string Again = "You may leave this page, and find it again at this address. What was begun is finished by itself.";
        internal const string Reload = "Look again";
        internal const string Done = "Done";
        internal const string Running = "Running";
        internal const string Later = "To come";
        internal const string Erased = "Erased, certified and on record.";
        internal const string Next = "Whoever has the person\u2019s number and asks is found no more. If they write again, they are somebody new.";

        internal static readonly (string Title, string What)[] Steps =
        [
            ("Fenced", "Nothing of theirs is opened or written any more."),
            ("Destroyed", "Their key and every row of theirs are gone; copies and backups are noise from then on."),
            ("Certified", "It is certain that no node holds the key any more, and the ledger says so."),
        ];

        internal static string Entry(long index) => string.Create(
            CultureInfo.InvariantCulture, $"Recorded as entry {index:N0}: verify it");
    }

    internal static class LedgerPage
    {
        internal const string What = "What was done with people\u2019s data, by whom. Nobody can change it without being found out.";
        internal const string LookFor = "Look for something in it";
        internal const string Search = "Search";
        internal const string Clear = "Show everything";
        internal const string ActorLabel = "By";
        internal const string Anybody = "Anybody";
        internal const string AllStaff = "All of the business";
        internal const string AllPeople = "People who write";
        internal const string TheService = "The service itself";
        internal const string ActionLabel = "Action";
        internal const string ActionHow = "Such as subject.erase; subject. is all that begin so.";
        internal const string From = "From";
        internal const string To = "To";
        internal const string Subject = "Person (random id)";
        internal const string Number = "Entry";
        internal const string When = "Hour";
        internal const string About = "About";
        internal const string Older = "Older entries";
        internal const string Nothing = "No entry fits that";
        internal const string NothingNext = "Entries get their number within a second. Leave something out of the search, or show everything.";
        internal const string Wrong = "That cannot be looked for";
        internal const string WrongNext = "A day is written like 2026-11-24, a person\u2019s random id like 5f7d1a52-3c1e-4b11-9a3c-0f4ad0c1a001. Nothing was opened.";
        internal const string Recorded = "Looking into the ledger is recorded in it.";
        internal const string AtTheMachine = "somebody at the machine";
        internal const string ThePerson = "the person";

        internal static readonly string[] Actions =
        [
            "account.", "appointment.", "conversation.", "conversation.read", "export.", "ledger.", "message.", "reminder.",
            "session.", "staff.", "subject.", "subject.erase", "subject.export", "subject.hold", "subject.show",
        ];

        internal static string Machine(string peer) => $"{peer} of the machine";

        internal static string Size(long size) => string.Create(CultureInfo.InvariantCulture, $"{size:N0} entries in the log.");

        internal static string Actor(string actor) => actor.Split(':') switch
        {
            ["person", ..] => ThePerson,
            ["service", var name] => $"the service ({name})",
            _ => actor,
        };

        internal static string Kind(string? target) => target?.Split(':')[0] switch
        {
            null => "",
            "subject" => "a person",
            "conversation" => "a conversation",
            "message" => "a message",
            "appointment" => "an appointment",
            "staff" => "somebody of the business",
            "deployment" => "the service",
            var other => other,
        };
    }

    internal static class EntryPage
    {
        internal const string Back = "Ledger";
        internal const string Subject = "Whose data";
        internal const string SubjectNone = "nobody\u2019s";
        internal const string SubjectLedger = "all about them";
        internal const string Details = "Details";
        internal const string SealedAway = "The exact time and what else would tell about the person lie sealed in the entry. Only their key opens them.";
        internal const string Bytes = "As it was hashed";
        internal const string Proof = "Proof";
        internal const string ProofWhat = "Whether the log that was signed has exactly this entry.";
        internal const string Verifying = "Your browser is verifying it.";
        internal const string Good = "Verified in this browser: the log has exactly this entry.";
        internal const string Bad = "Not verified: this entry is not in the log that was signed. Tell whoever operates the service.";
        internal const string Unsigned = "The log has exactly this entry, but this browser cannot check who signed it: it knows no Ed25519. Use the file below.";
        internal const string Failed = "The browser could not verify it. Use the file below.";
        internal const string NotYet = "No signed checkpoint covers this entry yet. That takes about a second: look again.";
        internal const string Again = "Look again";
        internal const string NoScript = "Without JavaScript the browser cannot verify it. The file does it anywhere:";
        internal const string Download = "Download the proof";
        internal const string DownloadWhat = "For a machine that need not trust this one, with a key that you have from elsewhere:";
        internal const string Command = "hermetic ledger verify entry-{0}.tlog-proof --vkey '{1}'";
        internal const string Log = "Log";
        internal const string Size = "Checkpoint";
        internal const string Root = "Its root";
        internal const string Leaf = "The entry\u2019s hash";
        internal const string Path = "Hashes on the way";
        internal const string Signature = "Signature";
        internal const string SignatureGood = "good";
        internal const string SignatureBad = "bad";
        internal const string Key = "Key";
        internal const string Witness = "What the browser checked: the hash of the entry, the way from it to the root, and the signature under that root. "
            + "The page, the key and what checks them came from this service; whoever does not trust it uses the file.";

        internal static string Title(long number) => string.Create(CultureInfo.InvariantCulture, $"Entry {number:N0}");

        internal static string Of(long size) => string.Create(CultureInfo.InvariantCulture, $"of {size:N0} entries");
    }
}
