using System.Globalization;
using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Privacy;
using Hermetic.Server.Tests.Keys;
using Hermetic.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>People who wait to be erased, and as many nodes as a test likes on one database and one key directory.</summary>
internal sealed class ErasureStage : IAsyncDisposable
{
    private const int Today = 20_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-erasure-");
    private readonly List<Node> _nodes = [];
    private int _people;

    private ErasureStage()
    {
    }

    internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddDays(Today));

    internal SecretArena Arena { get; } = new(64 << 20);

    internal FickleRoot Root { get; } = new();

    internal Database Database { get; private set; } = null!;

    internal string Keys => Path.Combine(_folder.FullName, "keys");

    /// <summary>The epochs whose root is in the key directory.</summary>
    internal IReadOnlyList<int> Roots =>
    [
        .. Directory.GetFiles(Keys, "erasable-root.*")
            .Select(file => int.Parse(Path.GetExtension(file).AsSpan(1), CultureInfo.InvariantCulture)).Order(),
    ];

    internal IReadOnlyList<ErasureState> States => [.. Database.Read(ErasureSteps.Open).Select(row => row.State)];

    /// <summary>By name; each has a directory and a key of its own.</summary>
    internal Dictionary<string, FaultyPlace> Escrows { get; } = [];

    internal string DirectoryOf(string escrow) => Path.Combine(_folder.FullName, escrow);

    internal static async Task<ErasureStage> OpenAsync(params string[] escrows)
    {
        var stage = new ErasureStage();
        foreach (var name in escrows)
        {
            Directory.CreateDirectory(stage.DirectoryOf(name));
            stage.Escrows[name] = new FaultyPlace(new DirectoryPlace(stage.DirectoryOf(name)));
        }
        stage.Database = await Database.OpenAsync(Path.Combine(stage._folder.FullName, "data"), stage.Clock);
        return stage;
    }

    /// <summary>What a start does.</summary>
    internal async Task<Node> StartAsync()
    {
        var vault = await Vault.OpenAsync(Keys, Root, Database, Arena, Clock, [.. Escrows.Keys.Select(Options)]);
        var node = new Node(vault, new Erasure(Database, vault, Clock, NullLogger<Erasure>.Instance));
        _nodes.Add(node);
        return node;
    }

    internal EscrowOptions Options(string escrow) =>
        new(escrow, () => Escrows[escrow], FileRoot.Source, DirectoryOf(escrow) + "-key");

    /// <summary>The escrow as its operator opens it.</summary>
    internal Task<Escrow> OpenEscrowAsync(string name) =>
        new HeldEscrow(Options(name), Database.Read(Deployment.Find)!.Id, Arena).OpenAsync(default);

    /// <summary>Somebody with one phone number.</summary>
    internal async Task<Subject> IntroduceAsync(Node node, Bucket? into = null)
    {
        var (id, row) = (SubjectId.New(), RowIds.New());
        var (slot, pepperSlot) = (await node.Vault.TakeSlotAsync(default), await node.Vault.TakeSlotAsync(default));
        var value = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"49151{++_people:D8}"));
        using var key = await node.Vault.OpenAsync(slot, default);
        var bucket = into ?? new Bucket(_people, pepperSlot, Epoch: 1);
        using var bucketKey = await node.Vault.OpenAsync(bucket.Slot, default);
        using var pepper = bucketKey.Key.Pepper();
        const IdentifierKind kind = IdentifierKind.PhoneNumber;
        var identifier = new TaggedIdentifier(
            kind, Identifier.TagOf(pepper, kind, value, id), bucket, row,
            key.Key.Seal<IdentifierContent>([(byte)kind, .. value], Identifier.Context(row, id)));
        await Database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, id, slot);
            Subjects.Identify(transaction, id, identifier);
        });
        return new Subject(id, slot, SubjectState.Live);
    }

    internal Bucket BucketOf(Subject person) =>
        Assert.Single(Database.Read(session => Erasures.BucketsOf(session, person.Id)));

    /// <summary>As a backup: nobody works on it meanwhile.</summary>
    internal async Task<string> CopyDataAsync()
    {
        var copy = Path.Combine(_folder.FullName, "copy");
        Stop();
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Data))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Database = await Database.OpenAsync(Data, Clock);
        return copy;
    }

    /// <summary>The copy takes the place of the data.</summary>
    internal async Task RestoreAsync(string copy)
    {
        Stop();
        Directory.Delete(Data, recursive: true);
        Directory.Move(copy, Data);
        Database = await Database.OpenAsync(Data, Clock);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private void Stop()
    {
        foreach (var node in _nodes)
            node.Dispose();
        _nodes.Clear();
        Database.Dispose();
    }

    internal Task FenceAsync(SubjectId id) => Database.CommitAsync(transaction => Erasures.Begin(
        transaction, Authorizer.Demand<EraseSubject>(Caller.Person(id), Target.Of(id)), id));

    /// <summary>How often the ledger has this action.</summary>
    internal int Recorded(string action)
    {
        var said = Encoding.UTF8.GetBytes($"\"action\":\"{action}\"");
        return Database.Read(session => LedgerEntries.Unnumbered(session, 10_000))
            .Count(entry => entry.Body.Span.IndexOf(said) >= 0);
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        Arena.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }

    internal sealed record Node(Vault Vault, Erasure Erasure) : IDisposable
    {
        public void Dispose()
        {
            Erasure.Dispose();
            Vault.Dispose();
        }
    }
}
