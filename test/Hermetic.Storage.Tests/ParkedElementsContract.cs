using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>What could not be typed is found again, with its person or without.</summary>
public abstract class ParkedElementsContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task The_newest_come_first_and_each_is_found_by_its_id()
    {
        var guest = await WelcomeAsync();
        var (of, nobodys) = (MessageId.New(), MessageId.New());
        await Database.CommitAsync(transaction =>
        {
            Parked.Keep(transaction, of, 11, guest.Subject, Seal<ParkedContent>(of.Value, guest.Subject, "{}"u8));
            Parked.Keep(transaction, nobodys, 100, subject: null, Seal<ParkedContent>(nobodys.Value, guest.Subject));
        });
        var proof = Proof<ReadConversation>(Target.Deployment);

        var listed = Database.Read(session => ParkedElements.List(session, proof, 10));

        Assert.Equal([(nobodys, 100, null), (of, 11, guest.Subject)], listed.Select(row => (row.Id, row.Reason, row.Subject)));
        Assert.All(listed, row => Assert.Equal(Today, row.Day));
        Assert.Single(Database.Read(session => ParkedElements.List(session, proof, 1)));
        var found = Database.Read(session => ParkedElements.Find(session, of))!;
        Assert.True(Holds(found.Sealed, of.Value, guest.Subject, "{}"u8));
        Assert.Null(Database.Read(session => ParkedElements.Find(session, MessageId.New())));
    }
}
