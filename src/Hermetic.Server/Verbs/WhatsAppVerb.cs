using System.CommandLine;
using Hermetic.Cryptography;
using Hermetic.WhatsApp;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>whatsapp check|setup|flows-key|events</c>: the account at Meta.</summary>
internal static class WhatsAppVerb
{
    /// <summary>Exit code: Meta, or the configuration, could not be read.</summary>
    internal const int Unreadable = 2;

    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    internal static Command Create() =>
        new("whatsapp", "The business's account at Meta: check it, set it up, see what WhatsApp told.")
        {
            Check(), Setup(), FlowsKeyVerb.Create(), AccountEventsVerb.Create(),
        };

    private static Command Check()
    {
        var command = new Command("check", """
            Reads how the account is protected, and explains each finding. Changes nothing.
            Ends with 0 when there is nothing to repair, 1 with a warning or a problem, and 2 when
            Meta could not be read.
            Example: ./hermetic whatsapp check
            """) { _json };
        command.SetAction((parsed, cancel) => RunAsync((settings, client) => AccountCheck.RunAsync(
            settings, client, parsed.GetValue(_json), AnsiConsole.Console, TimeProvider.System, cancel)));
        return command;
    }

    private static Command Setup()
    {
        var minimise = new Option<bool>("--minimise-at-meta")
        {
            Description = "Meta keeps no content at rest; undelivered messages are lost after an hour.",
        };
        var localise = new Option<string?>("--localise")
        {
            HelpName = "CC", Description = "Meta keeps content at rest in one country only, such as DE.",
        };
        var identity = new Option<bool>("--identity-check") { Description = "Switches the identity change check on." };
        var yes = new Option<bool>("--yes") { Description = "Does not ask." };
        var command = new Command("setup", """
            Registers the number with its PIN, and subscribes the app to its messages.
            Says what it will do, and asks. May be run again: what is done already is left alone.
            The PIN comes from WhatsApp:Pin or WhatsApp:Pin_File, else it is asked for.
            Example: ./hermetic whatsapp setup --localise DE --identity-check
            """) { minimise, localise, identity, yes, _json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(minimise) && result.GetValue(localise) is not null)
                result.AddError("--minimise-at-meta and --localise exclude each other.");
            if (result.GetValue(localise) is { } region
                && !(region.Length == 2 && region.All(char.IsAsciiLetter)))
                result.AddError("--localise takes a country of two letters, such as DE.");
        });
        command.SetAction((parsed, cancel) =>
        {
            StorageAtMeta? storage = parsed.GetValue(minimise) ? StorageAtMeta.Nothing
                : parsed.GetValue(localise) is { } region ? StorageAtMeta.InCountry(region)
                : null;
            var answers = new SetupAnswers(
                () => Terminal.AskSecret("The number's two-step PIN (six digits):"),
                parsed.GetValue(yes) ? () => true : () => Terminal.Confirm("Go on? [y/N]"));
            return RunAsync((settings, client) =>
                new AccountSetupRun(settings, client, answers, AnsiConsole.Console, Terminal.Errors)
                    .RunAsync(new(storage, parsed.GetValue(identity)), parsed.GetValue(_json), cancel));
        });
        return command;
    }

    private static async Task<int> RunAsync(Func<AccountSettings, AccountClient, Task<int>> run)
    {
        try
        {
            var settings = AccountSettings.Read(Settings.Sources());
            using var http = new HttpClient(CloudApiClient.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
            return await run(settings, Client(settings, http));
        }
        catch (SettingsException refused)
        {
            Terminal.Fail(refused.Message);
            return Unreadable;
        }
    }

    internal static AccountClient Client(AccountSettings settings, HttpClient http) => new(
        http,
        new CloudApiOptions(
            settings.WhatsApp.GraphBaseUrl, settings.WhatsApp.GraphVersion, settings.WhatsApp.AccessToken)
        {
            AppSecret = settings.WhatsApp.AppSecret,
        });
}

/// <summary>What a set-up has to know from a person.</summary>
/// <param name="Pin">The two-step PIN; null when none was given.</param>
/// <param name="Confirm">Whether to go on.</param>
internal sealed record SetupAnswers(Func<Secret?> Pin, Func<bool> Confirm);
