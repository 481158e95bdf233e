using System.Globalization;
using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermetic.Benchmarks.Vault;

/// <summary>A database with its keys, and people in it with as many messages as one likes.</summary>
internal sealed class VaultStage : IAsyncDisposable
{
    private const int Commit = 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-vault-");
    private readonly PostgresServer? _server;
    private readonly byte[] _text = Encoding.UTF8.GetBytes(new string('x', 200));
    private int _people;

    private VaultStage(PostgresServer? server) => _server = server;

    public SecretArena Arena { get; } = new(64 << 20);

    public Database Database { get; private set; } = null!;

    public Server.Keys.Vault Vault { get; private set; } = null!;

    public Erasure Erasure { get; private set; } = null!;

    public static async Task<VaultStage> OpenAsync(bool postgres)
    {
        var stage = new VaultStage(postgres ? PostgresServer.New() : null);
        stage.Database = stage._server is { } server
            ? await Database.OpenAsync(PostgresAddress.Read(server.Address(), out _)!, TimeProvider.System)
            : await Database.OpenAsync(Path.Combine(stage._folder.FullName, "data"), TimeProvider.System);
        stage.Vault = await Server.Keys.Vault.OpenAsync(
            Path.Combine(stage._folder.FullName, "keys"), FileRoot.Source, stage.Database, stage.Arena, TimeProvider.System);
        stage.Erasure = new(stage.Database, stage.Vault, TimeProvider.System, NullLogger<Erasure>.Instance);
        return stage;
    }

    /// <summary>Somebody with one number, who wrote so often and was answered as often.</summary>
    public async Task<SubjectId> IntroduceAsync(int messages)
    {
        var (id, row, conversation) = (SubjectId.New(), RowIds.New(), ConversationId.New());
        var (slot, pepperSlot) = (await Vault.TakeSlotAsync(default), await Vault.TakeSlotAsync(default));
        var value = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"49151{++_people:D8}"));
        using var key = await Vault.OpenAsync(slot, default);
        using var bucketKey = await Vault.OpenAsync(pepperSlot, default);
        using var pepper = bucketKey.Key.Pepper();
        const IdentifierKind kind = IdentifierKind.PhoneNumber;
        var identifier = new TaggedIdentifier(
            kind, Identifier.TagOf(pepper, kind, value, id), new Bucket(_people, pepperSlot, Epoch: 1), row,
            key.Key.Seal<IdentifierContent>([(byte)kind, .. value], Identifier.Context(row, id)));
        await Database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, id, slot);
            Subjects.Identify(transaction, id, identifier);
        });
        for (var left = messages; left > 0; left -= Commit)
            await WriteAsync(id, conversation, key.Key, Math.Min(Commit, left));
        return id;
    }

    private Task WriteAsync(SubjectId subject, ConversationId conversation, ContentKey key, int count)
    {
        var number = Vault.Ring.NumberTag("1"u8);
        var rows = Enumerable.Range(0, count).Select(_ =>
        {
            var id = MessageId.New();
            return (Id: id, Tag: Vault.Ring.WamidTag(id.Value.ToByteArray()),
                Envelope: key.Seal<InboundContent>(_text, InboundEnvelope.Context(id, subject)));
        }).ToList();
        return Database.CommitAsync(transaction =>
        {
            foreach (var (id, tag, envelope) in rows)
                Storage.Inbox.Append(transaction, id, Storage.Conversations.Arrive(transaction, conversation, number, subject, conversation), tag, envelope);
        });
    }

    public Task FenceAsync(SubjectId id) => Database.CommitAsync(transaction => Erasures.Begin(
        transaction, Authorizer.Demand<EraseSubject>(Caller.Person(id), Target.Of(id)), id));

    public async ValueTask DisposeAsync()
    {
        Erasure.Dispose();
        Vault.Dispose();
        Database.Dispose();
        Arena.Dispose();
        _server?.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }
}
