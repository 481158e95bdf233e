namespace Hermetic.Domain;

/// <summary>
/// Proof that a caller may do <typeparamref name="TAction"/>. Only <see cref="Authorizer"/> makes one. It
/// carries the record that storage writes in the commit of the action: no record, no action.
/// </summary>
public sealed class Authorized<TAction>
    where TAction : IAction
{
    private readonly AccessRecord _record;
    private readonly Lock _taking = new();
    private object? _commit;
    private int _run;

    internal Authorized(Caller caller, Target target)
    {
        Caller = caller;
        Target = target;
        _record = new AccessRecord(TAction.Name, caller.Actor, target, Allowed: true);
    }

    public Caller Caller { get; }

    public Target Target { get; }

    /// <summary>
    /// Hands out the record, once: one proof covers one commit. A commit that has to run again, because nothing of it
    /// was stored, takes the same record again.
    /// </summary>
    /// <param name="commit">Which commit writes it, by identity.</param>
    /// <param name="run">Which run of it, growing.</param>
    /// <exception cref="InvalidOperationException">Another commit, or this run, has taken it.</exception>
    public AccessRecord TakeRecord(object commit, int run)
    {
        lock (_taking)
        {
            if (_commit is not null && (!ReferenceEquals(_commit, commit) || run <= _run))
                throw new InvalidOperationException($"This proof of {TAction.Name} was already used.");
            (_commit, _run) = (commit, run);
            return _record;
        }
    }
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
