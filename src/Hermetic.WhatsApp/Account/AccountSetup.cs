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
        return [.. Steps(account, wishes)];
    }

    private static IEnumerable<SetupStep> Steps(AccountSnapshot account, AccountWishes wishes)
    {
        var number = (account.Number as GraphAnswered<NumberDescription>)?.Value;
        var settings = (account.Settings as GraphAnswered<NumberSettings>)?.Value;
        var moves = wishes.Storage is { } wanted && settings?.Storage != wanted;
        // Unknown counts as registered where the number is taken out first, and as not registered at the end:
        // both calls may be made needlessly, and neither may be left out.
        var mustLeave = moves && number?.IsRegistered != false;
        if (number?.IsRegistered == true)
            yield return Pin(isDone: number.IsPinEnabled == true && !mustLeave, mustLeave);
        if (mustLeave)
            yield return Leave;
        if (wishes.Storage is { } storage)
            yield return Store(storage, isDone: !moves);
        yield return Register(isDone: number?.IsRegistered == true && !mustLeave);
        if (account.BusinessAccountId is not null)
            yield return Subscribe(account);
        if (wishes.IdentityCheck)
            yield return Check(isDone: settings?.IsIdentityCheckEnabled == true);
    }

    /// <summary>Registering sets a PIN where none is; a registered number gets one here. So does one that is
    /// about to leave: coming back must not fail on a PIN that nobody remembers.</summary>
    private static SetupStep Pin(bool isDone, bool mustLeave) => new(
        SetupAction.SetPin, isDone,
        mustLeave
            ? "Set the two-step PIN to the given one, whatever it was, so that the number can come back."
            : "Set the two-step PIN.");

    private static SetupStep Leave { get; } = new(
        SetupAction.Deregister, IsDone: false,
        "Take the number out of the Cloud API for some minutes, because storage can be changed only then. "
        + "Until it is registered again, messages neither come nor go.");

    private static SetupStep Store(StorageAtMeta storage, bool isDone) => new(
        SetupAction.SetStorage, isDone,
        storage.Place == StoragePlace.Nowhere
            ? "Have Meta keep no content at rest. Undelivered webhooks are then repeated for one hour only, "
                + "and lost after it (error 131035)."
            : $"Have Meta keep content at rest in {storage.Region} only.",
        storage);

    private static SetupStep Register(bool isDone) =>
        new(SetupAction.Register, isDone, "Register the number with the Cloud API, with the two-step PIN.");

    private static SetupStep Subscribe(AccountSnapshot account)
    {
        var ownApp = (account.Token as GraphAnswered<TokenDescription>)?.Value.AppId;
        var apps = (account.Apps as GraphAnswered<IReadOnlyList<SubscribedApp>>)?.Value ?? [];
        return new(
            SetupAction.Subscribe, apps.Any(app => ownApp is null || app.Id is null || app.Id == ownApp),
            "Subscribe the token's app to the account, so that messages arrive.");
    }

    private static SetupStep Check(bool isDone) => new(
        SetupAction.CheckIdentity, isDone,
        "Switch the identity change check on: Meta then refuses what is meant for another key than the "
        + "person has.");
}
