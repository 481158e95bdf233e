using Hermetic.Domain;

namespace Hermetic.Storage.Locations;

/// <summary>What an erasure of a person does with the rows of a table (GDPR Art. 17).</summary>
public enum OnErasure
{
    /// <summary>Nobody's data: an erasure has nothing to do with it.</summary>
    Untouched,

    /// <summary>The person's rows go in the transaction that destroys their key.</summary>
    Deleted,

    /// <summary>The row stays and loses what tied it to the person.</summary>
    Detached,

    /// <summary>The key in it is destroyed; what it opened is noise in every copy.</summary>
    KeyDestroyed,

    /// <summary>The row stays; what is personal in it was sealed under the key that is gone.</summary>
    Unreadable,

    /// <summary>The row stays: a mark that names nobody, and that only who has the number and a key can recognise.</summary>
    Kept,
}

/// <summary>How a column protects what it holds.</summary>
public enum Protection
{
    /// <summary>In the clear by design: random ids, numbers, states, days.</summary>
    Clear,

    /// <summary>Sealed under the person's own key.</summary>
    PersonKey,

    /// <summary>Sealed under the person's own key, or the day's where nobody knows whose it is.</summary>
    PersonOrDayKey,

    /// <summary>Sealed under the person's own key and a code that only they were told.</summary>
    PersonKeyAndCode,

    /// <summary>In the clear, with details sealed under the person's own key inside.</summary>
    SealedInside,

    /// <summary>Sealed under the deployment's key.</summary>
    SystemKey,

    /// <summary>Sealed under the page above it in the key tree, the first under the erasable root.</summary>
    KeyTree,

    /// <summary>A keyed hash: without the key it confirms nothing.</summary>
    Tag,

    /// <summary>Hashes and signatures that are published anyway.</summary>
    Public,
}

/// <summary>Why a column is not in a person's copy of their data (GDPR Art. 15(3), 20).</summary>
public enum Absence
{
    /// <summary>It is in the copy.</summary>
    None,

    /// <summary>By it the program finds and orders its rows; it tells nothing about the person.</summary>
    Bookkeeping,

    /// <summary>The copy says the same with other words, or more exactly.</summary>
    SaidElsewhere,

    /// <summary>A key or a keyed hash of what is in the copy.</summary>
    Key,

    /// <summary>It is nobody's.</summary>
    Nobodys,

    /// <summary>The copy itself.</summary>
    TheCopyItself,
}

/// <summary>One column.</summary>
public sealed class DataColumn
{
    internal DataColumn(string name, Protection protection, string what, string? copy, Absence absence) =>
        (Name, Protection, What, Copy, Absence) = (name, protection, what, copy, absence);

    public string Name { get; }

    public Protection Protection { get; }

    public string What { get; }

    /// <summary>Where it stands in <c>data.json</c>, as <c>conversations[].messages[].raw</c>; null when it does not.</summary>
    public string? Copy { get; }

    /// <summary>Why it does not.</summary>
    public Absence Absence { get; }

    public override string ToString() => Name;
}

/// <summary>One table: what it holds, whose, how long, and what an erasure does with it.</summary>
public sealed class DataLocation
{
    internal DataLocation(
        string table, DataCategory category, Retention retention, OnErasure onErasure, params IReadOnlyList<DataColumn> columns) =>
        (Table, Category, Retention, OnErasure, Columns) = (table, category, retention, onErasure, columns);

    public string Table { get; }

    public DataCategory Category { get; }

    public Retention Retention { get; }

    public OnErasure OnErasure { get; }

    public IReadOnlyList<DataColumn> Columns { get; }

    public override string ToString() => Table;
}
