using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Media in sealed pieces, so that nothing of it has to be in memory as a whole.</summary>
public static class MediaChunks
{
    // A message that was revoked while its file was on the way keeps none of it.
    private const string Insert =
        """
        insert into media_chunk (message, position, envelope)
        select $1, $2, $3 where exists (select 1 from inbox where id = $1 and state in (0, 1))
        """;
    private const string SelectOne = "select envelope from media_chunk where message = $1 and position = $2";
    private const string CountOf = "select count(*) from media_chunk where message = $1";
    private const string DeleteOf = "delete from media_chunk where message = $1";

    /// <param name="position">From 0, without a gap.</param>
    /// <returns>False when the message has no content any more: nothing was stored.</returns>
    public static bool Append(Transaction transaction, MessageId message, int position, Sealed<MediaContent> content) =>
        transaction.Execute(Insert, message, position, SqlValue.Of(content)) == 1;

    public static long Count(Session session, MessageId message) => session.Count(CountOf, message);

    public static Sealed<MediaContent>? Read<TAction>(
        Session session, Authorized<TAction> proof, MessageId message, int position) where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.Find(SelectOne, row => row.Sealed<MediaContent>(0), message, position);
    }

    /// <summary>A message that was edited or revoked takes its media along; so does a download that failed.</summary>
    public static void Delete(Transaction transaction, MessageId message) => transaction.Execute(DeleteOf, message);
}
