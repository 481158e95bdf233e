using Hermetic.Cryptography;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>The key tree's pages as ordinary rows.</summary>
public sealed class KeyPages(Database database) : IKeyPages
{
    private const string Select = "select version, envelope from key_page where level = $1 and position = $2";
    private const string SelectAll = "select level, position, version from key_page order by level, position";
    private const string InsertRow =
        "insert into key_page (level, position, version, envelope) values ($1, $2, $3, $4) on conflict do nothing";
    private const string Swap =
        "update key_page set version = $3, envelope = $4 where level = $1 and position = $2 and version = $3 - 1";

    public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel) =>
        ValueTask.FromResult(database.Read(session => session.Find(
            Select, row => new KeyPage(address, row.Long(0), row.Bytes(1)), address.Level, address.Index)));

    /// <summary>Which pages there are, in which version.</summary>
    public static IReadOnlyList<(PageAddress Address, long Version)> List(Session session) =>
        session.List(SelectAll, row => (new PageAddress(row.Int(0), row.Int(1)), row.Long(2)));

    /// <summary>Pages are minted once.</summary>
    /// <exception cref="FencedException">The page is there already: what hangs from this one is worthless.</exception>
    public static void Insert(Transaction transaction, KeyPage page)
    {
        if (transaction.Execute(
                InsertRow, page.Address.Level, page.Address.Index, page.Version, SqlValue.Bytes(page.Envelope)) != 1)
            throw new FencedException("another node minted the key page");
    }

    /// <summary>Writes a re-keyed path, each page by compare-and-swap on its version.</summary>
    /// <exception cref="FencedException">A page changed meanwhile.</exception>
    internal static void Replace(Transaction transaction, KeyRoll roll)
    {
        foreach (var page in roll.Pages)
        {
            if (transaction.Execute(
                    Swap, page.Address.Level, page.Address.Index, page.Version, SqlValue.Bytes(page.Envelope)) != 1)
                throw new FencedException("a key page changed");
        }
    }
}
