using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Operate;

/// <summary>SIGTERM: exit code 0, and what was acknowledged is answered by the next start at the latest.</summary>
public sealed class StopTests
{
    private const int People = 10;
    private const int Each = 6;

    [Fact]
    public async Task A_graceful_stop_under_load_exits_0_and_loses_nothing()
    {
        await using var graph = await GraphApi.StartAsync();
        graph.OnTheWayBack = () => Task.Delay(50);
        await using var service = new Deployment(graph.Url);
        using var meta = new Meta(service);
        await service.StartAsync();
        var sending = Task.WhenAll(Enumerable.Range(0, People).Select(async index =>
        {
            for (var number = 0; number < Each; number++)
            {
                var person = Person.Numbered(index);
                await meta.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), $"#echo {index} {number}"));
            }
        }));
        await graph.NextAsync(Person.Numbered(0), 2);
        Assert.Equal(0, await service.StopAsync());
        Assert.False(File.Exists(service.Socket));
        await service.StartAsync();
        await sending;
        for (var index = 0; index < People; index++)
        {
            await graph.NextAsync(Person.Numbered(index), Each);
            var texts = graph.To(Person.Numbered(index)).Select(message => message.Text);
            Assert.Equal(Enumerable.Range(0, Each).Select(number => $"{index} {number}"), texts);
        }
    }
}
