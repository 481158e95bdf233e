using Hermetic.Cryptography;
using Hermetic.WhatsApp;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>whatsapp setup</c>: shows the plan, asks, and goes step by step.</summary>
internal sealed class AccountSetupRun(
    AccountSettings settings, AccountClient client, SetupAnswers answers, IAnsiConsole console,
    IAnsiConsole errors)
{
    private readonly string _number = settings.WhatsApp.PhoneNumberId;
    private bool _json;

    /// <returns>0 when everything is as wished, 1 when a step failed or was not wanted, 2 when the account
    /// could not be read.</returns>
    internal async Task<int> RunAsync(AccountWishes wishes, bool json, CancellationToken cancel)
    {
        _json = json;
        var account = await client.ReadAsync(_number, settings.BusinessAccountId, cancel);
        if (!account.IsReadable)
            return Fail($"The account could not be read. {Why(account.Number)}", WhatsAppVerb.Unreadable);
        var plan = AccountSetup.Plan(account, wishes);
        foreach (var step in plan)
            Say(step, step.IsDone ? "done" : "planned");
        if (account.BusinessAccountId is null && !_json)
            console.WriteLine("WhatsApp:BusinessAccountId is not set: whether messages arrive is left to you.");
        var open = plan.Where(step => !step.IsDone).ToList();
        if (open.Count == 0)
            return 0;
        Secret? pin = null;
        if (open.Any(NeedsPin) && (pin = settings.Pin ?? answers.Pin()) is null)
            return Fail("Without the PIN nothing can be set up.", 1);
        if (!answers.Confirm())
            return Fail("Nothing was changed.", 1);
        return await WalkAsync(open, account.BusinessAccountId, pin, cancel);
    }

    /// <summary>The first failure ends it, except that a number that was taken out is brought back.</summary>
    private async Task<int> WalkAsync(
        IReadOnlyList<SetupStep> steps, string? account, Secret? pin, CancellationToken cancel)
    {
        var (isOut, failed) = (false, false);
        foreach (var step in steps)
        {
            if (failed && !(isOut && step.Action == SetupAction.Register))
                continue;
            if (await TakeAsync(step, account, pin, cancel) is { } why)
            {
                Say(step, "failed", why);
                failed = true;
            }
            else
            {
                Say(step, "ok");
                isOut = step.Action == SetupAction.Deregister
                    || (isOut && step.Action != SetupAction.Register);
            }
        }
        if (failed && isOut)
            return Fail("The number is out of the Cloud API: it neither sends nor receives. Run the verb again.", 1);
        return failed ? Fail("Run the verb again when the reason is gone; it goes on from here.", 1) : 0;
    }

    /// <returns>Null when the step was taken; else why not.</returns>
    private async Task<string?> TakeAsync(
        SetupStep step, string? account, Secret? pin, CancellationToken cancel)
    {
        try
        {
            var answer = await (step.Action switch
            {
                SetupAction.SetPin => client.SetPinAsync(_number, pin!, cancel),
                SetupAction.Deregister => client.DeregisterAsync(_number, cancel),
                SetupAction.SetStorage => client.SetStorageAsync(_number, step.Storage!, cancel),
                SetupAction.Register => client.RegisterAsync(_number, pin!, region: null, cancel),
                SetupAction.Subscribe => client.SubscribeAsync(account!, cancel),
                _ => client.SetIdentityCheckAsync(_number, enabled: true, cancel),
            });
            return answer is GraphAnswered<Confirmed> ? null : Why(answer);
        }
        catch (ArgumentException)
        {
            return "The PIN has to be six digits.";
        }
    }

    private static bool NeedsPin(SetupStep step) => step.Action is SetupAction.SetPin or SetupAction.Register;

    private static string Why<T>(GraphOutcome<T> answer) => answer is GraphRejected<T> refused
        ? $"Error {refused.Code}: {GraphErrors.Find(refused.Code).Meaning}"
        : "Meta gave no answer that can be read.";

    private void Say(SetupStep step, string state, string? why = null)
    {
        if (_json)
        {
            console.Profile.Out.Writer.WriteLine(AccountJson.Write(step.Action, state, why ?? step.Sentence));
            return;
        }
        var (colour, mark) = state switch
        {
            "planned" => ("blue", "→"),
            "failed" => ("red", "✗"),
            _ => ("green", "✓"),
        };
        var already = state == "done" ? "[grey]already:[/] " : "";
        console.MarkupLine($"[{colour}]{mark}[/] {already}{Markup.Escape(step.Sentence)}");
        if (why is not null)
            console.MarkupLine($"  [red]{Markup.Escape(why)}[/]");
    }

    private int Fail(string sentence, int code)
    {
        errors.WriteLine(sentence);
        return code;
    }
}
