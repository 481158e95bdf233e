using System.Net;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Operate;

/// <summary>A disk without room: nothing is acknowledged that is not stored, and room is all that it takes to go on.</summary>
public sealed class DiskFullTests
{
    private const int Messages = 60;

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_and_with_room_again_everything_is_answered_once()
    {
        await using var graph = await GraphApi.StartAsync();
        await SmallDisk.SkipUnlessPossibleAsync();
        await using var service = SmallDisk.Under(graph.Url);
        using var meta = new Meta(service);
        await service.StartAsync();
        var ballast = SmallDisk.Fill(service);

        var person = Person.Numbered(5);
        var bodies = Enumerable.Range(0, Messages)
            .Select(number => WebhookBody.Text(person, person.NewWamid(), $"#echo {number} {new string('x', 1000)}"))
            .ToList();
        var answers = new List<HttpStatusCode?>();
        foreach (var body in bodies)
            answers.Add(await meta.TryAsync(body));
        Assert.All(answers, answer => Assert.Contains(answer, new HttpStatusCode?[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable }));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answers[^1]);
        Assert.Contains("DiskFullException", await File.ReadAllTextAsync(service.LogFile), StringComparison.Ordinal);

        File.Delete(ballast);
        foreach (var body in bodies)
            await meta.DeliverAsync(body);
        await graph.NextAsync(person, Messages);
        Assert.Equal(0, await service.StopAsync());
        var numbers = graph.To(person).Select(message => message.Text.Split(' ')[0]).ToList();
        Assert.Equal(Messages, numbers.Count);
        Assert.Equal(Messages, numbers.Distinct().Count());
        Assert.DoesNotContain("   at ", await File.ReadAllTextAsync(service.LogFile), StringComparison.Ordinal);
    }
}
