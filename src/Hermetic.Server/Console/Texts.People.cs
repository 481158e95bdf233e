using System.Globalization;

namespace Hermetic.Server.Console;

// What the pages about people's data say, and those about what was done with it.
internal static partial class Texts
{
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
