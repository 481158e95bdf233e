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
    }

    internal static class Inbox
    {
        internal const string Title = "Inbox";
    }

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
