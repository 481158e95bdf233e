using Hermetic.WhatsApp;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>whatsapp check</c>: reads the account, and shows what was found.</summary>
internal static class AccountCheck
{
    internal static async Task<int> RunAsync(
        AccountSettings settings, AccountClient client, bool json, IAnsiConsole console, TimeProvider time,
        CancellationToken cancel)
    {
        var account = await client.ReadAsync(
            settings.WhatsApp.PhoneNumberId, settings.BusinessAccountId, cancel);
        var findings = AccountFindings.Of(account, time.GetUtcNow());
        if (json)
            console.Profile.Out.Writer.WriteLine(AccountJson.Write(account.IsReadable, findings));
        else
            Print(account, findings, console);
        return !account.IsReadable ? WhatsAppVerb.Unreadable
            : findings.Any(finding => finding.Severity <= FindingSeverity.Warning) ? 1
            : 0;
    }

    private static void Print(AccountSnapshot account, IReadOnlyList<Finding> findings, IAnsiConsole console)
    {
        if (account.Number is GraphAnswered<NumberDescription> { Value: { DisplayPhoneNumber: { } shown } number })
            console.MarkupLine($"[bold]{Markup.Escape($"{shown} {number.VerifiedName}".TrimEnd())}[/]");
        var table = new Table().HideHeaders().NoBorder()
            .AddColumn("", column => column.NoWrap()).AddColumn("", column => column.NoWrap()).AddColumn("");
        foreach (var finding in findings)
            table.AddRow(Mark(finding.Severity), Markup.Escape(finding.Subject), Words(finding));
        console.Write(table);
        console.WriteLine(Verdict(account, findings));
    }

    private static string Words(Finding finding) =>
        Markup.Escape(finding.Sentence)
        + (finding.WhatToDo.Length == 0 ? "" : $"\n[grey]→ {Markup.Escape(finding.WhatToDo)}[/]");

    /// <summary>The marks differ without their colours, too.</summary>
    private static string Mark(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Ok => "[green]✓[/]",
        FindingSeverity.Note => "[blue]·[/]",
        FindingSeverity.Warning => "[yellow]![/]",
        _ => "[red]✗[/]",
    };

    private static string Verdict(AccountSnapshot account, IReadOnlyList<Finding> findings)
    {
        if (!account.IsReadable)
            return "The account could not be read.";
        var problems = findings.Count(finding => finding.Severity == FindingSeverity.Problem);
        var warnings = findings.Count(finding => finding.Severity == FindingSeverity.Warning);
        return problems + warnings == 0
            ? "Nothing to repair."
            : $"{Counted(problems, "problem")}, {Counted(warnings, "warning")}.";
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
