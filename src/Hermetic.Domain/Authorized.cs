namespace Hermetic.Domain;

/// <summary>
/// Proof that a caller may do <typeparamref name="TAction"/>. Only <see cref="Authorizer"/> makes one. It
/// carries the record that storage writes in the commit of the action: no record, no action.
/// </summary>
public sealed class Authorized<TAction>
    where TAction : IAction
{
    private AccessRecord? _record;

    internal Authorized(Caller caller, Target target)
    {
        Caller = caller;
        Target = target;
        _record = new AccessRecord(TAction.Name, caller.Actor, target, Allowed: true);
    }

    public Caller Caller { get; }

    public Target Target { get; }

    /// <summary>Hands out the record, once: one proof covers one commit. A second use throws.</summary>
    public AccessRecord TakeRecord() =>
        Interlocked.Exchange(ref _record, value: null)
        ?? throw new InvalidOperationException($"This proof of {TAction.Name} was already used.");
}

/// <summary>Decides who may do what. Pure; the record of a refusal travels in the exception.</summary>
public static class Authorizer
{
    /// <exception cref="AccessDeniedException">The caller lacks the permission over this target.</exception>
    public static Authorized<TAction> Demand<TAction>(Caller caller, Target target)
        where TAction : IAction =>
        caller.May(TAction.Permission, target)
            ? new(caller, target)
            : throw new AccessDeniedException(new AccessRecord(TAction.Name, caller.Actor, target, Allowed: false));
}
