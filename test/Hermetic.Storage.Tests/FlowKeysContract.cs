using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Tests;

/// <summary>One key is active, those before it stay for a while, and each change is recorded with it.</summary>
public abstract class FlowKeysContract(IEngine engine) : Contract(engine)
{
    private const int Grace = 7;

    [Fact]
    public async Task The_first_key_becomes_the_active_one_and_is_recorded()
    {
        var id = RowIds.New();
        Assert.True(await CreateAsync(id));

        var row = Assert.Single(Usable());
        Assert.Equal((id, FlowKeyState.Active), (row.Id, row.State));
        Assert.Equal(["created"], Recorded());
    }

    [Fact]
    public async Task A_second_first_key_is_not_stored_and_not_recorded()
    {
        await CreateAsync(RowIds.New());
        Assert.False(await CreateAsync(RowIds.New()));

        Assert.Single(Usable());
        Assert.Equal(["created"], Recorded());
    }

    [Fact]
    public async Task After_a_rotation_the_new_key_comes_first_and_the_one_before_it_stays()
    {
        var (first, second, third) = (RowIds.New(), RowIds.New(), RowIds.New());
        await CreateAsync(first);
        await RotateAsync(second);
        await RotateAsync(third);

        Assert.Equal([third, second, first], Usable().Select(row => row.Id));
        Assert.Equal(
            [FlowKeyState.Active, FlowKeyState.Previous, FlowKeyState.Previous], Usable().Select(row => row.State));
        Assert.Equal(["created", "rotated", "rotated"], Recorded());
    }

    [Fact]
    public async Task A_replaced_key_is_usable_to_the_end_of_its_time_and_the_active_one_for_ever()
    {
        var (first, second) = (RowIds.New(), RowIds.New());
        await CreateAsync(first);
        Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal([first], Usable().Select(row => row.Id));

        await RotateAsync(second);
        Clock.Advance(TimeSpan.FromDays(Grace));
        Assert.Equal([second, first], Usable().Select(row => row.Id));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([second], Usable().Select(row => row.Id));
    }

    [Fact]
    public async Task A_key_whose_time_is_over_is_deleted_and_no_other()
    {
        await CreateAsync(RowIds.New());
        await RotateAsync(RowIds.New());
        Clock.Advance(TimeSpan.FromDays(Grace));
        await RotateAsync(RowIds.New());

        Assert.Equal(0, await ForgetAsync("flow_key", Grace));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync("flow_key", Grace));
        Assert.Equal(2, Engine.Count("select count(*) from flow_key"));
    }

    [Fact]
    public async Task A_rotation_that_fails_changes_and_records_nothing()
    {
        var id = RowIds.New();
        await CreateAsync(id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.CommitAsync(transaction =>
        {
            FlowKeys.Rotate(transaction, RowIds.New(), Sealed(), Record("rotated"));
            throw new InvalidOperationException();
        }));

        Assert.Equal((id, FlowKeyState.Active), (Assert.Single(Usable()).Id, Usable()[0].State));
        Assert.Equal(["created"], Recorded());
    }

    [Fact]
    public async Task The_database_itself_refuses_two_active_keys()
    {
        await CreateAsync(RowIds.New());
        await Assert.ThrowsAsync<StorageFailedException>(() => Database.CommitAsync(transaction => transaction.Execute(
            "insert into flow_key (id, state, day, envelope) values ($1, 1, 1, $1)", SqlValue.Id(RowIds.New()))));
    }

    [Fact]
    public async Task A_key_comes_back_as_it_was_sealed()
    {
        await CreateAsync(RowIds.New());
        await ReopenAsync();

        var row = Assert.Single(Usable());
        using var content = Key.Open(row.Sealed, Place(row.Id, Nobody));
        Assert.True(content.Utf8.SequenceEqual("pkcs8"u8));
    }

    private static SubjectId Nobody { get; } = SubjectId.New();

    private IReadOnlyList<FlowKeyRow> Usable() => Database.Read(session => FlowKeys.Usable(session, Today - Grace));

    private Task<bool> CreateAsync(Guid id) =>
        Database.CommitAsync(transaction => FlowKeys.Create(transaction, id, Sealed(id), Record("created")));

    private Task RotateAsync(Guid id) =>
        Database.CommitAsync(transaction => FlowKeys.Rotate(transaction, id, Sealed(id), Record("rotated")));

    private Sealed<FlowKeyContent> Sealed(Guid? id = null) =>
        Key.Seal<FlowKeyContent>("pkcs8"u8, Place(id ?? RowIds.New(), Nobody));

    private static AccessRecord Record(string action) => new(action, "service:flows", Target.Deployment, Allowed: true);

    private List<string> Recorded() =>
    [
        .. Database.Read(session => LedgerEntries.Unnumbered(session, most: 100)).Select(entry =>
            Encoding.UTF8.GetString(entry.Body.Span) is var json && json.Contains("rotated", StringComparison.Ordinal)
                ? "rotated" : "created"),
    ];
}
