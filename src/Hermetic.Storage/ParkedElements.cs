using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <param name="Subject">Whose key sealed it; null when the day's key did.</param>
/// <param name="Day">On which it came: days since 1970-01-01.</param>
public sealed record ParkedElement(MessageId Id, int Reason, SubjectId? Subject, int Day, Sealed<ParkedContent> Sealed);

/// <summary>What <see cref="Parked"/> keeps, for whoever looks into it.</summary>
public static class ParkedElements
{
    private const string Columns = "id, reason, subject, day, envelope";
    private const string SelectAll = $"select {Columns} from parked order by row desc limit $1";
    private const string SelectOne = $"select {Columns} from parked where id = $1";

    private const string CountAll = "select count(*) from parked";

    /// <summary>How many there are.</summary>
    public static long Count(Session session) => session.Count(CountAll);

    /// <summary>The newest first, nothing of them opened.</summary>
    public static IReadOnlyList<ParkedElement> List<TAction>(Session session, Authorized<TAction> proof, int most)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectAll, Read, most);
    }

    public static ParkedElement? Find(Session session, MessageId id) => session.Find(SelectOne, Read, id);

    private static ParkedElement Read(Row row) => new(
        row.Message(0), row.Int(1), row.IsNull(2) ? null : row.Subject(2), row.Int(3), row.Sealed<ParkedContent>(4));
}
