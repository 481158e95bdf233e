using Hermetic.Domain;
using Severity = Hermetic.Storage.AccountEventSeverity;

namespace Hermetic.Storage.Tests;

/// <summary>What WhatsApp tells about the account waits until somebody has seen it.</summary>
public abstract class AccountEventsContract(IEngine engine) : Contract(engine)
{
    private readonly SubjectId _nobody = SubjectId.New();

    [Fact]
    public async Task Events_are_listed_in_the_order_in_which_they_came()
    {
        await KeepAsync(Severity.Note, Severity.Alert, Severity.Warning);

        var rows = Database.Read(AccountEvents.List);

        Assert.Equal([Severity.Note, Severity.Alert, Severity.Warning], rows.Select(row => row.Severity));
        Assert.All(rows, row => Assert.True(row.IsOpen && row.Day == Today));
        Assert.All(rows, row => Assert.True(Holds(row.Sealed, row.Id, _nobody, "{}"u8)));
    }

    [Fact]
    public async Task Open_events_are_counted_from_a_severity_up_until_they_are_acknowledged_on_record()
    {
        await KeepAsync(Severity.Note, Severity.Alert, Severity.Warning);
        Assert.Equal(2, Database.Read(session => AccountEvents.Open(session, Severity.Warning)));

        var proof = Proof<ReadLedger>(Target.Deployment);
        var before = Database.Read(LedgerEntries.Lag);
        Assert.Equal(3, await Database.CommitAsync(transaction => AccountEvents.Acknowledge(transaction, proof)));

        Assert.Equal(0, Database.Read(session => AccountEvents.Open(session, Severity.Note)));
        Assert.Equal(before + 1, Database.Read(LedgerEntries.Lag));
    }

    [Fact]
    public async Task Only_acknowledged_events_are_forgotten()
    {
        await KeepAsync(Severity.Alert);
        Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(0, await ForgetAsync());

        var proof = Proof<ReadLedger>(Target.Deployment);
        await Database.CommitAsync(transaction => AccountEvents.Acknowledge(transaction, proof));
        Assert.Equal(1, await ForgetAsync());
    }

    private Task<int> ForgetAsync() =>
        ForgetAsync("account_event", daysKept: 90);

    private Task KeepAsync(params Severity[] severities) => Database.CommitAsync(transaction =>
    {
        foreach (var severity in severities)
        {
            var id = Guid.NewGuid();
            AccountEvents.Keep(transaction, id, severity, Seal<AccountEventContent>(id, _nobody, "{}"u8));
        }
    });
}
