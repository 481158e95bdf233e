using Hermetic.Domain;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

public sealed class ErasureResumptionTests
{
    [Fact]
    public async Task An_erasure_that_stopped_after_its_fence_is_finished_without_a_restart()
    {
        await using var service = await StartAsync();
        var database = service.Parts.GetRequiredService<Database>();
        await service.AskAsync(Ben, "where are you?");
        await service.AskAsync(Ana, "where are you?");
        var person = database.Read(Conversations.List)[0].Subject;

        var proof = Authorizer.Demand<EraseSubject>(Caller.Person(person), Target.Of(person));
        await database.CommitAsync(transaction => Erasures.Begin(transaction, proof, person));

        await UntilAsync(() => database.Read(session => Subjects.Find(session, person)) is null, "the erasure");
        Assert.Single(database.Read(Conversations.List));
        Assert.Equal(2, database.Read(Deployment.Find)!.KeyEpoch);
    }
}
