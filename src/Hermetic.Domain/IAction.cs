namespace Hermetic.Domain;

/// <summary>A kind of access or effect that needs permission and leaves a record.</summary>
public interface IAction
{
    /// <summary>As the ledger names it, such as <c>conversation.read</c>.</summary>
    static abstract string Name { get; }

    static abstract Permission Permission { get; }
}
