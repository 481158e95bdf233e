using System.Data.Common;

namespace Hermetic.Storage.Engine;

/// <summary>How a group commit that threw has ended, and what may be done about it.</summary>
internal enum Ending
{
    /// <summary>Nothing of it is stored, and another try would end the same way.</summary>
    Failed,

    /// <summary>It is durable after all: only the answer was lost.</summary>
    Committed,

    /// <summary>Nothing of it is stored, for a reason that passes: somebody else's lock, a connection that broke.</summary>
    Again,

    /// <summary>Nobody can tell: the engine did not come back within its time.</summary>
    Unknown,
}

/// <summary>What differs between the engines. Statements do not: both run the same text.</summary>
internal abstract class Dialect
{
    /// <summary>Part of the resource names of this engine's migrations.</summary>
    internal abstract string Migrations { get; }

    /// <summary>Most connections that read at once.</summary>
    internal abstract int Readers { get; }

    internal abstract DbConnection Connect();

    /// <summary>Sets a connection up as the writer. Also called when it had to be opened anew.</summary>
    internal abstract void Configure(Transaction writer);

    /// <summary>Whether several statements may travel together; else each is run when it is posted.</summary>
    internal virtual bool CanBatch => false;

    /// <summary>Begins to read: where it costs nothing, all statements until <see cref="EndRead"/> see one commit.</summary>
    internal virtual void BeginRead(Session reader)
    {
    }

    internal virtual void EndRead(Session reader)
    {
    }

    /// <param name="number">From 1: the place that the statement calls <c>$1</c>.</param>
    internal abstract string ParameterName(int number);

    /// <summary>Begins a transaction.</summary>
    /// <returns>What <see cref="End"/> recognises it by.</returns>
    internal abstract long Begin(Transaction writer);

    /// <summary>Makes a transaction durable; whoever returns without an exception has it on the disk.</summary>
    internal virtual void Commit(Transaction writer) => writer.Execute("commit");

    /// <summary>Ends what is left of a transaction that threw. The writer is usable afterwards.</summary>
    internal abstract Ending End(Transaction writer, long begun, Exception failure);

    /// <summary>What is deleted of the engine's own, once at every opening, after the migrations.</summary>
    internal virtual void Tidy(Transaction writer)
    {
    }

    /// <summary>Whether a request failed only because of somebody else's at the same time.</summary>
    internal virtual bool IsConflict(Exception failure) => false;

    /// <summary>Whether the connection is gone and a read may be repeated on another one.</summary>
    internal virtual bool IsLost(DbConnection connection) => false;

    /// <summary>0 in a database that was never used. Called in a transaction, which it locks against others who migrate.</summary>
    internal abstract long SchemaVersion(Transaction writer);

    /// <summary>The statement that records which migration ran last.</summary>
    internal abstract string RecordSchemaVersion(int version);

    /// <summary>Callers know no engine's codes, but logs name the type: it says what an operator has to do.</summary>
    internal abstract StorageFailedException Explain(Exception failure);
}
