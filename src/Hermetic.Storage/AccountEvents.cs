using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>How much an event of the account matters.</summary>
public enum AccountEventSeverity
{
    Note = 0,

    /// <summary>Messages may stop going out or coming in.</summary>
    Warning = 1,

    /// <summary>Somebody changed who controls the number.</summary>
    Alert = 2,
}

/// <param name="Day">Days since 1970-01-01.</param>
public sealed record AccountEventRow(
    Guid Id, AccountEventSeverity Severity, bool IsOpen, int Day, Sealed<AccountEventContent> Sealed);

/// <summary>What WhatsApp tells about the business's own account: kept until somebody has seen it.</summary>
public static class AccountEvents
{
    private const string Insert =
        "insert into account_event (id, severity, state, day, envelope) values ($1, $2, 0, $3, $4)";
    private const string SelectAll = "select id, severity, state, day, envelope from account_event order by row";
    private const string SetSeen = "update account_event set state = 1 where state = 0";
    private const string CountOpen = "select count(*) from account_event where state = 0 and severity >= $1";

    public static void Keep(
        Transaction transaction, Guid id, AccountEventSeverity severity, Sealed<AccountEventContent> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        RingVersions.Require(transaction, content.KeyId);
        transaction.Execute(Insert, SqlValue.Id(id), severity, transaction.Today, SqlValue.Of(content));
    }

    public static IReadOnlyList<AccountEventRow> List(Session session) => session.List(
        SelectAll,
        row => new AccountEventRow(
            row.Guid(0), row.Enum<AccountEventSeverity>(1), row.Int(2) == 0, row.Int(3),
            row.Sealed<AccountEventContent>(4)));

    /// <summary>How many nobody has acknowledged, of at least that severity.</summary>
    public static long Open(Session session, AccountEventSeverity least) => session.Count(CountOpen, least);

    /// <summary>Somebody has seen everything that was listed.</summary>
    public static int Acknowledge<TAction>(Transaction transaction, Authorized<TAction> proof) where TAction : IAction
    {
        LedgerEntries.Record(transaction, proof);
        return transaction.Execute(SetSeen);
    }
}
