using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

public sealed class ErasureResumptionTests
{
    [Fact]
    public async Task An_erasure_that_fails_on_its_way_is_finished_without_a_restart()
    {
        await using var service = await StartAsync();
        var settings = service.Parts.GetRequiredService<Settings>();
        var database = service.Parts.GetRequiredService<Database>();
        await service.AskAsync(Ben, "where are you?");
        var question = await service.AskAsync(Ana, "delete my data");
        // Something else stands where the next root belongs.
        var obstacle = Directory.CreateDirectory(Path.Combine(settings.KeysDirectory, "erasable-root.0000000002"));

        await service.Phones.PressButtonAsync(Ana, question.Buttons[0].Id, question.Buttons[0].Title, question.Wamid);
        await UntilAsync(() => database.Read(Subjects.Erasing).Count == 1, "the fence");
        obstacle.Delete();

        await UntilAsync(() => database.Read(Conversations.List).Count == 1, "the erasure");
        Assert.Equal(2, database.Read(Deployment.Find)!.KeyEpoch);
        Assert.Contains("AI assistant", (await service.AskAsync(Ana, "where are you?")).Text, StringComparison.Ordinal);
    }
}
