using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.Storage.Locations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Messaging;

public sealed class HousekeepingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-housekeeping-");
    private readonly SecretArena _arena = new(8 << 20);
    private readonly SubjectId _person = SubjectId.New();
    private readonly Tag _number = Tag.FromBytes(new byte[Tag.Size]);
    private Database _database = null!;
    private Vault _vault = null!;
    private long _slot;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        _vault = await Vault.OpenAsync(Path.Combine(_folder.FullName, "keys"), FileRoot.Source, _database, _arena, _clock);
        _slot = await _vault.TakeSlotAsync(default);
        await _database.CommitAsync(transaction => Subjects.Create(transaction, _person, _slot));
        // Somebody who waits for an answer is not idle, however long it takes.
        await ReceiveAsync(Tag.FromBytes([.. Enumerable.Repeat((byte)1, Tag.Size)]));
    }

    [Fact]
    public async Task Messages_are_kept_for_the_promised_days_and_not_longer()
    {
        var days = SampleBusiness.HairSalon.Privacy.RetentionDays;
        var lease = await ReceiveAsync();
        await _database.CommitAsync(transaction =>
            Storage.Inbox.Done(transaction, Storage.Conversations.Advance(transaction, lease)));

        _clock.Advance(TimeSpan.FromDays(days));
        await SweepAsync();
        Assert.Equal(1, Kept(lease.Id));

        _clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync();
        Assert.Equal(0, Kept(lease.Id));
    }

    [Fact]
    public async Task A_message_that_nobody_has_answered_is_kept_however_old_it_is()
    {
        var lease = await ReceiveAsync();

        _clock.Advance(TimeSpan.FromDays(400));
        await SweepAsync();

        Assert.Equal(1, Kept(lease.Id));
    }

    [Fact]
    public async Task The_key_of_a_day_opens_nothing_on_the_eighth_day()
    {
        var slot = await _vault.DaySlotAsync(default);
        var context = new SealContext("parked", "envelope", Guid.NewGuid(), 1, Guid.Empty);
        Sealed<ParkedContent> box;
        using (var key = await _vault.OpenAsync(slot, default))
            box = key.Key.Seal<ParkedContent>("odd"u8, context);

        _clock.Advance(TimeSpan.FromDays(7));
        await SweepAsync();
        using (var key = await _vault.OpenAsync(slot, default))
            key.Key.Open(box, context).Dispose();

        _clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync();
        await Assert.ThrowsAsync<FencedException>(async () => await _vault.OpenAsync(slot, default));
        Assert.NotEqual(slot, await _vault.DaySlotAsync(default));
        using var stillOpen = await _vault.OpenAsync(_slot, default);
    }

    private Task<ConversationLease> ReceiveAsync() => ReceiveAsync(_number);

    private async Task<ConversationLease> ReceiveAsync(Tag number)
    {
        using var key = await _vault.OpenAsync(_slot, default);
        var id = MessageId.New();
        var box = key.Key.Seal<InboundContent>("{}"u8, InboundEnvelope.Context(id, _person));
        return await _database.CommitAsync(transaction =>
        {
            var conversation = Storage.Conversations.Arrive(
                transaction, known: null, number, _person, ConversationId.New());
            Storage.Inbox.Append(transaction, id, conversation, RunningService.SomeTag(), box);
            return Storage.Conversations.Look(transaction, conversation)!.Lease;
        });
    }

    private int Kept(ConversationId id)
    {
        var staff = Caller.Staff(StaffId.New(), Permission.ReadConversations);
        var proof = Authorizer.Demand<ReadConversation>(staff, Target.Of(id, _person));
        return _database.Read(session => Storage.Inbox.List(session, proof, id)).Count;
    }

    private async Task SweepAsync()
    {
        using var erasure = new Erasure(_database, _vault, _clock, NullLogger<Erasure>.Instance);
        using var sweep = new RetentionSweep(
            _database, _vault, new CurrentBusiness(SampleBusiness.HairSalon), erasure, _clock,
            NullLogger<RetentionSweep>.Instance);
        Assert.Equal(ClockLeap.None, await sweep.RunAsync(isConfirmed: true, default));
        Assert.All(_database.Read(SweepRecords.All), last => Assert.True(last.IsProven, last.Rule.ToString()));
    }

    public ValueTask DisposeAsync()
    {
        _vault.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
