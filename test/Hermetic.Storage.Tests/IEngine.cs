namespace Hermetic.Storage.Tests;

/// <summary>A column as the engine's own catalogue lists it.</summary>
public sealed record Column(string Table, string Name, string Type);

/// <summary>
/// What the contract tests need from an engine beside <see cref="Database"/>: a look at the stored bytes from
/// outside, and ways to make it fail. Disposing deletes everything.
/// </summary>
public interface IEngine : IDisposable
{
    /// <summary>A folder of the test's own.</summary>
    string Folder { get; }

    int SchemaVersion { get; set; }

    /// <summary>Every column of every table.</summary>
    IReadOnlyList<Column> Columns { get; }

    /// <summary>Commits that reached the disk since the database was opened.</summary>
    int Commits { get; }

    Task<Database> OpenAsync(TimeProvider clock);

    /// <summary>The same once more, as another node has it; null where one process writes.</summary>
    Task<Database?> OpenAgainAsync(TimeProvider clock);

    /// <summary>An empty one.</summary>
    IEngine Another();

    /// <summary>A number, read by a connection that knows nothing of the open database.</summary>
    long Count(string sql);

    /// <summary>Every blob in one column, read as <see cref="Count"/>.</summary>
    IReadOnlyList<byte[]> Blobs(Column column);

    /// <summary>What a crash at this moment would leave.</summary>
    IEngine Crashed();

    /// <summary>The commit that holds this transaction will fail, though every statement succeeds.</summary>
    void BreakCommit(Transaction transaction);

    /// <summary>From here on the disk has no room for another page.</summary>
    void FillDisk(Transaction transaction);

    void MakeRoom(Transaction transaction);
}
