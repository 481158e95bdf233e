using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Hermetic.Server.Tests.Calendar;

/// <summary>One look at what is due, at a time that the test chooses: an appointment on Friday, 27 November at 15:00.</summary>
public sealed class RemindersDueTests : IAsyncLifetime
{
    private static readonly ZonedDateTime _start =
        SampleBusiness.HairSalon.Zone.AtStrictly(new LocalDateTime(2026, 11, 27, 15, 0));

    private readonly FakeTimeProvider _clock = new(At(23, 10));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-reminders-");
    private readonly SecretArena _arena = new(8 << 20);
    private readonly Tag _number = Tag.FromBytes(new byte[Tag.Size]);
    private Database _database = null!;
    private Vault _vault = null!;
    private byte _cells;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "data"), _clock);
        _vault = await Vault.OpenAsync(Path.Combine(_folder.FullName, "keys"), FileRoot.Source, _database, _arena, _clock);
    }

    [Fact]
    public async Task Nothing_leaves_before_its_minute_although_its_hour_has_come()
    {
        var lease = await BookAsync(minutes: (24 * 60) - 30);

        Assert.Equal(0, await StepAsync(At(26, 15)));
        Assert.Equal(0, await StepAsync(At(26, 15, 29)));
        Assert.Equal(1, await StepAsync(At(26, 15, 30)));

        Assert.Equal(OutboundKind.Reminder, Next(lease)!.Kind);
    }

    [Fact]
    public async Task Looking_again_and_at_the_same_time_sends_it_once()
    {
        var lease = await BookAsync();
        _clock.SetUtcNow(At(26, 15));

        var queued = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Due().StepAsync(default))));
        var again = await Due().StepAsync(default);

        Assert.Equal((1, 0), (queued.Sum(), again));
        Assert.Single(Messages(lease));
    }

    [Fact]
    public async Task Its_words_and_the_places_of_its_template_say_what_and_when()
    {
        var lease = await BookAsync();
        await StepAsync(At(26, 15));

        var (text, places) = await OpenAsync(lease);

        Assert.Equal(
            "Tomorrow, Friday, 27 November at 15:00: Haircut at Salon Morgenrot, Kastanienallee 12, 10435 Berlin. "
            + "If you cannot come, write \"cancel my appointment\".", text);
        Assert.Equal(["Haircut", "Friday, 27 November", "15:00", "Salon Morgenrot"], places);
    }

    [Theory]
    [InlineData(26, 19, 59, true)]
    [InlineData(26, 20, 0, false)]
    [InlineData(27, 7, 59, false)]
    [InlineData(27, 8, 0, true)]
    public async Task After_a_standstill_it_goes_out_late_but_not_at_night(int day, int hour, int minute, bool leaves)
    {
        var lease = await BookAsync();

        Assert.Equal(leaves ? 1 : 0, await StepAsync(At(day, hour, minute)));

        Assert.Equal(leaves ? ReminderState.Queued : ReminderState.Waiting, StateOf(lease));
    }

    [Fact]
    public async Task Less_than_an_hour_before_it_is_dropped_on_record()
    {
        var lease = await BookAsync();
        var entries = _database.Read(LedgerEntries.Lag);

        Assert.Equal(0, await StepAsync(At(27, 14, 1)));

        Assert.Equal(ReminderState.Dropped, StateOf(lease));
        Assert.Equal(entries + 1, _database.Read(LedgerEntries.Lag));
        Assert.Contains("reminder.drop", LastEntry(), StringComparison.Ordinal);
        Assert.Empty(Messages(lease));
    }

    [Fact]
    public async Task One_that_does_not_open_keeps_no_other_one_from_going_out()
    {
        var broken = await BookAsync(sealedWell: false);
        var whole = await BookAsync();

        Assert.Equal(1, await StepAsync(At(26, 15)));

        Assert.Equal(ReminderState.Waiting, StateOf(broken));
        Assert.Equal(ReminderState.Queued, StateOf(whole));
    }

    [Fact]
    public async Task Whoever_is_being_erased_is_left_alone()
    {
        var lease = await BookAsync();
        await _database.CommitAsync(transaction => Erasures.Begin(
            transaction, Authorizer.Demand<EraseSubject>(Caller.Person(lease.Subject), Target.Of(lease.Subject)),
            lease.Subject));

        Assert.Equal(0, await StepAsync(At(26, 15)));

        Assert.Empty(Messages(lease));
    }

    [Fact]
    public async Task What_was_put_back_is_made_anew_with_the_words_of_that_day()
    {
        var lease = await BookAsync();
        await StepAsync(At(26, 15));
        var first = Next(lease)!.Id;
        await _database.CommitAsync(transaction => Reminders.PutBack(transaction, lease, first));

        Assert.Equal(1, await StepAsync(At(27, 9)));

        Assert.Equal(first, Next(lease)!.Id);
        Assert.StartsWith("Today, Friday", (await OpenAsync(lease)).Text, StringComparison.Ordinal);
    }

    private Task<int> StepAsync(DateTimeOffset now)
    {
        _clock.SetUtcNow(now);
        return Due().StepAsync(default);
    }

    private RemindersDue Due() => new(
        _database, _vault, _arena, new CurrentBusiness(SampleBusiness.HairSalon), new Preferences(_database, _vault),
        _clock, NullLogger<RemindersDue>.Instance);

    /// <summary>Somebody new who has an appointment and a reminder so many minutes before it.</summary>
    private async Task<ConversationLease> BookAsync(int minutes = 24 * 60, bool sealedWell = true)
    {
        var (person, slot) = (SubjectId.New(), await _vault.TakeSlotAsync(default));
        using var key = await _vault.OpenAsync(slot, default);
        var (id, reminder) = (AppointmentId.New(), MessageId.New());
        var due = _start.ToInstant() - Duration.FromMinutes(minutes);
        var appointment = AppointmentEnvelope.Seal(key.Key, id, person, new Booking("haircut", _start));
        var box = ReminderEnvelope.Seal(
            key.Key, sealedWell ? reminder : MessageId.New(), person, new PlannedReminder(due, minutes, "en"));
        return await _database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, person, slot);
            var conversation = Storage.Conversations.Open(transaction, _number, person, ConversationId.New());
            var lease = Storage.Conversations.Look(transaction, conversation)!.Lease;
            Appointments.Book(transaction, lease, id, [Tag.FromBytes([++_cells, .. new byte[Tag.Size - 1]])], appointment);
            Reminders.Set(transaction, lease, id, reminder, PlannedReminder.HourOf(due), box);
            return lease;
        });
    }

    private async Task<(string Text, IReadOnlyList<string> Places)> OpenAsync(ConversationLease lease)
    {
        var subject = _database.Read(session => Subjects.Find(session, lease.Subject))!;
        using var key = await _vault.OpenAsync(subject.Slot, default);
        using var content = Draft.Open(key.Key, Next(lease)!, lease.Subject);
        var parts = Parts.Read(content.Memory).Select(part => System.Text.Encoding.UTF8.GetString(part.Span)).ToList();
        return (parts[1], parts[3..]);
    }

    private OutboxRow? Next(ConversationLease lease) =>
        _database.Read(session => Storage.Conversations.Look(session, lease.Id)!.Open);

    private IReadOnlyList<OutboxRow> Messages(ConversationLease lease)
    {
        var staff = Caller.Staff(StaffId.New(), Permission.ReadConversations);
        var proof = Authorizer.Demand<ReadConversation>(staff, Target.Of(lease.Id, lease.Subject));
        return _database.Read(session => Storage.Outbox.List(session, proof, lease.Id));
    }

    private ReminderState StateOf(ConversationLease lease) =>
        Assert.Single(_database.Read(session => Reminders.Of(session, lease.Subject))).State;

    private string LastEntry() => System.Text.Encoding.UTF8.GetString(
        _database.Read(session => LedgerEntries.Unnumbered(session, 1000))[^1].Body.Span);

    private static DateTimeOffset At(int day, int hour, int minute = 0) =>
        new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(1));

    public ValueTask DisposeAsync()
    {
        _vault.Dispose();
        _database.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
