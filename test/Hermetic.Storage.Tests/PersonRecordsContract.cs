using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>A person gets everything of theirs, in order, and nothing of anybody else's.</summary>
public abstract class PersonRecordsContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task What_is_kept_is_counted_without_opening_anything()
    {
        var (ana, ben) = (await WelcomeAsync(messages: 2), await WelcomeAsync(messages: 5));
        var first = Today;
        Clock.Advance(TimeSpan.FromDays(3));
        await Database.CommitAsync(transaction => Receive(transaction, ana.Subject));
        await SendAsync(ana);

        Assert.Equal(new KeptCount(Received: 3, Sent: 1, Files: 0, first), Count(ana));
        Assert.Equal(new KeptCount(Received: 5, Sent: 0, Files: 0, first), Count(ben));
        Assert.Equal(new KeptCount(0, 0, 0, OldestDay: null), Database.Read(
            session => PersonRecords.Count(session, SubjectId.New())));
    }

    [Fact]
    public async Task Messages_come_page_by_page_in_their_order()
    {
        var ana = await WelcomeAsync(messages: 7);
        await WelcomeAsync(messages: 3);

        var pages = new[] { 0L, 3, 6, 7 }.Select(after => Database.Read(session =>
            PersonRecords.Received(session, Mine(ana), ana.Conversation, after, most: 3))).ToList();

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], pages.SelectMany(page => page).Select(row => row.Sequence));
        Assert.Equal([3, 3, 1, 0], pages.Select(page => page.Count));
    }

    [Fact]
    public async Task What_was_sent_comes_with_its_day()
    {
        var ana = await WelcomeAsync();
        await SendAsync(ana);
        Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(ana);

        var sent = Database.Read(session => PersonRecords.Sent(session, Mine(ana), ana.Conversation, 0, most: 10));

        Assert.Equal([1L, 2], sent.Select(row => row.Message.Sequence));
        Assert.Equal([Today - 1, Today], sent.Select(row => row.Day));
    }

    [Fact]
    public async Task Cancelled_appointments_are_part_of_it()
    {
        var ana = await WelcomeAsync();
        var lease = await ClaimAsync(ana);
        var (kept, cancelled) = (AppointmentId.New(), AppointmentId.New());
        foreach (var id in new[] { kept, cancelled })
        {
            await Database.CommitAsync(transaction => Appointments.Book(
                transaction, lease, id, [], Seal<AppointmentContent>(id.Value, ana.Subject)));
        }
        await Database.CommitAsync(transaction => Appointments.Cancel(transaction, lease, cancelled));

        var all = Database.Read(session => PersonRecords.Appointments(session, ana.Subject));

        Assert.Equal(AppointmentState.Booked, all.Single(one => one.Id == kept).State);
        Assert.Equal(AppointmentState.Cancelled, all.Single(one => one.Id == cancelled).State);
    }

    [Fact]
    public async Task Conversations_and_parked_elements_are_those_of_the_proofs_person()
    {
        var (ana, ben) = (await WelcomeAsync(), await WelcomeAsync());
        var (mine, nobodys) = (MessageId.New(), MessageId.New());
        await Database.CommitAsync(transaction =>
        {
            Parked.Keep(transaction, mine, 102, ana.Subject, Seal<ParkedContent>(mine.Value, ana.Subject));
            Parked.Keep(transaction, nobodys, 102, subject: null, Seal<ParkedContent>(nobodys.Value, ana.Subject));
        });

        var parked = Database.Read(session => PersonRecords.Parked(session, Mine(ana)));
        Assert.Equal((mine, 102, Today), (Assert.Single(parked).Id, parked[0].Reason, parked[0].Day));
        Assert.Equal(
            ana.Conversation, Assert.Single(Database.Read(session => PersonRecords.Conversations(session, Mine(ana)))).Id);
        Assert.Empty(Database.Read(session => PersonRecords.Parked(session, Mine(ben))));
    }

    private static Authorized<ExportSubject> Mine(Guest guest) => Proof<ExportSubject>(Target.Of(guest.Subject));

    private KeptCount Count(Guest guest) => Database.Read(session => PersonRecords.Count(session, guest.Subject));

    private Task SendAsync(Guest guest) => Database.CommitAsync(transaction =>
    {
        var id = MessageId.New();
        Outbox.Queue(
            transaction, guest.Conversation, id, OutboundKind.Reply, Seal<OutboundContent>(id.Value, guest.Subject));
    });
}
