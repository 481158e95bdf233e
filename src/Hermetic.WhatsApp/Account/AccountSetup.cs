namespace Hermetic.WhatsApp;

/// <summary>What the operator wants of an account.</summary>
/// <param name="Storage">Where Meta shall keep content; null leaves it as it is.</param>
/// <param name="IdentityCheck">Whether to switch the identity change check on; false leaves it as it
/// is.</param>
public sealed record AccountWishes(StorageAtMeta? Storage, bool IdentityCheck);

/// <summary>One step of a set-up.</summary>
/// <param name="Action">What it does.</param>
/// <param name="IsDone">Whether Meta says that it is so already.</param>
/// <param name="Sentence">What it does, for people.</param>
/// <param name="Storage">What <see cref="SetupAction.SetStorage"/> sets; null for the others.</param>
public sealed record SetupStep(
    SetupAction Action, bool IsDone, string Sentence, StorageAtMeta? Storage = null);

/// <summary>What a step of a set-up does.</summary>
public enum SetupAction
{
    /// <summary><see cref="AccountClient.SetPinAsync"/>.</summary>
    SetPin = 0,

    /// <summary><see cref="AccountClient.DeregisterAsync"/>.</summary>
    Deregister,

    /// <summary><see cref="AccountClient.SetStorageAsync"/>.</summary>
    SetStorage,

    /// <summary><see cref="AccountClient.RegisterAsync"/>.</summary>
    Register,

    /// <summary><see cref="AccountClient.SubscribeAsync(string, CancellationToken)"/>.</summary>
    Subscribe,

    /// <summary><see cref="AccountClient.SetIdentityCheckAsync"/>.</summary>
    CheckIdentity,
}

/// <summary>
/// The way from an account as it is to one as it should be: a pure plan. Planned again after a failure in the
/// middle, it goes on from there.
/// </summary>
public static class AccountSetup
{
    /// <summary>The steps in their order; those that are done already say so.</summary>
    public static IReadOnlyList<SetupStep> Plan(AccountSnapshot account, AccountWishes wishes)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(wishes);
        var number = (account.Number as AccountAnswer<NumberDescription>.Given)?.Value;
        var settings = (account.Settings as AccountAnswer<NumberSettings>.Given)?.Value;
        var moves = wishes.Storage is { } wanted && settings?.Storage != wanted;
        // Unknown counts as registered where the number is taken out first, and as not registered at the end:
        // both calls may be made needlessly, and neither may be left out.
        var mustLeave = moves && number?.IsRegistered != false;
        return
        [
            .. Pin(number, mustLeave),
            .. mustLeave ? [Leave] : Array.Empty<SetupStep>(),
            .. wishes.Storage is { } storage ? [Store(storage, isDone: !moves)] : Array.Empty<SetupStep>(),
            Register(isDone: number?.IsRegistered == true && !mustLeave),
            .. Subscribe(account),
            .. wishes.IdentityCheck ? [Check(settings?.IsIdentityCheckEnabled == true)] : Array.Empty<SetupStep>(),
        ];
    }

    private static SetupStep Leave { get; } = new(
        SetupAction.Deregister, IsDone: false,
        "Take the number out of the Cloud API for a moment, because storage can be changed only then. Until the "
        + "number is registered again, messages neither come nor go.");

    /// <summary>Registering sets a PIN where none is. A registered number gets its PIN here; and so does one that
    /// is about to leave, so that coming back cannot fail on a PIN that nobody remembers.</summary>
    private static IEnumerable<SetupStep> Pin(NumberDescription? number, bool mustLeave)
    {
        if (mustLeave && number?.IsRegistered == true)
            yield return new(SetupAction.SetPin, IsDone: false, "Set the two-step PIN, so that the number can come back with it.");
        else if (number?.IsRegistered == true)
            yield return new(SetupAction.SetPin, number.IsPinEnabled == true, "Set the two-step PIN.");
    }

    private static SetupStep Store(StorageAtMeta storage, bool isDone) => new(
        SetupAction.SetStorage, isDone,
        storage.Place == StoragePlace.Nowhere
            ? "Have Meta keep no content at rest. Undelivered webhooks are then repeated for one hour only, and lost "
                + "after it (error 131035)."
            : $"Have Meta keep content at rest in {storage.Region} only.",
        storage);

    private static SetupStep Register(bool isDone) =>
        new(SetupAction.Register, isDone, "Register the number with the Cloud API, with the two-step PIN.");

    private static IEnumerable<SetupStep> Subscribe(AccountSnapshot account)
    {
        if (account.BusinessAccountId is null)
            yield break;
        var ownApp = (account.Token as AccountAnswer<TokenDescription>.Given)?.Value.AppId;
        var apps = (account.Apps as AccountAnswer<IReadOnlyList<SubscribedApp>>.Given)?.Value ?? [];
        yield return new(
            SetupAction.Subscribe, apps.Any(app => ownApp is null || app.Id is null || app.Id == ownApp),
            "Subscribe the token's app to the account, so that messages arrive.");
    }

    private static SetupStep Check(bool isDone) => new(
        SetupAction.CheckIdentity, isDone,
        "Switch the identity change check on: Meta then refuses what is meant for another key than the person has.");
}
