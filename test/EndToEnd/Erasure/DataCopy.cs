using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Storage;
using Hermetic.Testing.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>One envelope as it lies in a copy of the data.</summary>
/// <param name="Subject">Whose it is, by random id.</param>
/// <param name="Place">Table and column.</param>
/// <param name="Slot">The key that sealed it, by its slot in the key tree.</param>
/// <param name="Open">Its content; throws when it does not belong to this key and this place.</param>
internal sealed record SealedValue(Guid Subject, string Place, long Slot, Func<ContentKey, byte[]> Open);

/// <summary>A copy of the data in a stranger's hands: its rows and its key pages, by docs/formats.md.</summary>
internal sealed class DataCopy : IKeyPages, IDisposable
{
    private readonly DbConnection _database;

    /// <param name="folder">A copy of the data folder of a service with SQLite.</param>
    public DataCopy(string folder)
        : this(new SqliteConnection($"Data Source={Path.Combine(folder, "hermetic.db")};Pooling=False"))
    {
    }

    /// <param name="server">A server on a copy of another one's files.</param>
    public DataCopy(PostgresServer server)
        : this(new NpgsqlConnection(server.Address() + ";Pooling=false"))
    {
    }

    private DataCopy(DbConnection database)
    {
        _database = database;
        _database.Open();
    }

    /// <summary>Everything that belongs to a person, the sealed half of ledger entries included.</summary>
    public IReadOnlyList<SealedValue> Values() =>
    [
        .. Read<InboundContent>("inbox.envelope",
            "select c.subject, i.id, 1, i.envelope from inbox i join conversation c on c.id = i.conversation"),
        .. Read<OutboundContent>("outbox.envelope",
            "select c.subject, o.id, 1, o.envelope from outbox o join conversation c on c.id = o.conversation"),
        .. Read<PersonContent>("conversation.person",
            "select subject, id, drained, person from conversation where person is not null"),
        .. Read<DialogueContent>("conversation.dialogue",
            "select subject, id, drained, dialogue from conversation where dialogue is not null"),
        .. Read<IdentifierContent>("identifier.envelope", "select subject, row, 1, envelope from identifier"),
        .. Read<MediaContent>("media_chunk.envelope",
            """
            select c.subject, m.message, m.position, m.envelope from media_chunk m
            join inbox i on i.id = m.message join conversation c on c.id = i.conversation
            """),
        .. Read<AppointmentContent>("appointment.envelope", "select subject, id, 1, envelope from appointment"),
        .. Read<ReminderContent>("reminder.envelope", "select subject, id, 1, envelope from reminder"),
        .. Read<ParkedContent>("parked.envelope",
            "select subject, id, 1, envelope from parked where subject is not null"),
        .. LedgerEntries().Where(entry => entry.TryGetProperty("sealed", out _)).Select(Detail),
    ];

    public IReadOnlyList<JsonElement> LedgerEntries() =>
        Query("select body from ledger_entry order by row", row => JsonDocument.Parse(Bytes(row, 0)).RootElement);

    public IReadOnlyList<Tag> Tags() =>
        Query("select tag from identifier", row => Tag.FromBytes(Bytes(row, 0)));

    /// <summary>Where the pepper of a bucket lies, according to this copy.</summary>
    public long? BucketSlot(int bucket) =>
        Query($"select slot from bucket where bucket = {bucket}", row => (long?)row.GetInt64(0)).SingleOrDefault();

    public int KeyEpoch => (int)Count("select key_epoch from deployment");

    public long Count(string sql) => Query(sql, row => row.GetInt64(0)).Single();

    public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel) =>
        ValueTask.FromResult(Query(
            $"select version, envelope from key_page where level = {address.Level} and position = {address.Index}",
            row => new KeyPage(address, row.GetInt64(0), Bytes(row, 1))).SingleOrDefault());

    private List<SealedValue> Read<T>(string place, string sql) where T : IContentKind =>
        Query(sql, row => Value<T>(place, Id(row, 0), Id(row, 1), row.GetInt64(2), Bytes(row, 3)));

    private static SealedValue Detail(JsonElement entry)
    {
        // "message:<id>": a detail is sealed for the thing that its entry is about.
        var about = Guid.ParseExact(entry.GetProperty("object").GetString()!.Split(':')[1], "N");
        return Value<LedgerDetail>(
            "ledger_entry.sealed", entry.GetProperty("subject").GetGuid(), about, 1,
            entry.GetProperty("sealed").GetBytesFromBase64());
    }

    private static SealedValue Value<T>(string place, Guid subject, Guid row, long version, byte[] envelope)
        where T : IContentKind
    {
        var box = Sealed<T>.FromStore(envelope);
        var (table, column) = (place.Split('.')[0], place.Split('.')[1]);
        return new(subject, place, box.KeyId.Slot, key =>
        {
            using var content = key.Open(box, new SealContext(table, column, row, version, subject));
            return content.Utf8.ToArray();
        });
    }

    private List<T> Query<T>(FormattableString sql, Func<DbDataReader, T> read) =>
        Query(sql.ToString(CultureInfo.InvariantCulture), read);

    private List<T> Query<T>(string sql, Func<DbDataReader, T> read)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }

    private static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static Guid Id(DbDataReader row, int column) => new(Bytes(row, column), bigEndian: true);

    public void Dispose() => _database.Dispose();
}
