using Hermetic.Server.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Facts;

/// <summary>The whole service with an owner's folder.</summary>
public sealed class LiveBusinessTests
{
    [Fact]
    public async Task What_the_owner_saves_is_what_the_next_person_is_told()
    {
        using var mine = new OwnersFolder();
        mine.Replace("facts.json", "Kastanienallee 12", "Kastanienallee 99");
        await using var service = await RunningService.StartAsync(("Business", mine.Path));
        var first = await service.AskAsync(RunningService.Ana, "where are you?");
        Assert.Contains("Kastanienallee 99", first.Text, StringComparison.Ordinal);

        mine.Replace("facts.json", "Kastanienallee 99", "Oderberger Straße 7");

        var current = service.Parts.GetRequiredService<CurrentBusiness>();
        await RunningService.UntilAsync(
            () => current.Value.Address.StartsWith("Oderberger", StringComparison.Ordinal), "the new address");
        var second = await service.AskAsync(RunningService.Ana, "where are you?");
        Assert.Contains("Oderberger Straße 7", second.Text, StringComparison.Ordinal);
    }
}
