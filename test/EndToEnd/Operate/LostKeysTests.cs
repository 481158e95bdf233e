using Hermetic.EndToEnd.Erasure;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Operate;

/// <summary>The key directory goes away under a running service, as a disk does: nothing is guessed, all goes on after.</summary>
public sealed class LostKeysTests
{
    [Fact]
    public async Task While_the_key_directory_is_away_people_are_answered_and_an_erasure_waits_until_it_is_back()
    {
        await using var salon = await Salon.OpenAsync();
        var question = await salon.AskAsync(salon.Ana, "delete my data");
        var before = salon.SentTo(salon.Ana).Count;
        var (keys, away) = (salon.Service.Keys, salon.Service.Keys + "-away");
        var roots = salon.Roots.Select(File.ReadAllBytes).ToList();
        Directory.Move(keys, away);

        await salon.DeliverAsync(Salon.Press(salon.Ana, question, "Erase everything"));
        await SaysAsync(salon, "An erasure could not be finished");
        Assert.Contains("Haircut", (await salon.AskAsync(salon.Ben, "my appointments")).Text, StringComparison.Ordinal);
        await salon.AskAsync(Person.Numbered(9), "hello");
        // She is told that it goes on by itself, and not that it is done.
        Assert.Contains("It goes on by itself.", Assert.Single(salon.SentTo(salon.Ana).Skip(before)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("out of the key tree", await LogAsync(salon), StringComparison.Ordinal);
        Assert.Equal(roots, Directory.GetFiles(away, "erasable-root.*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes));

        // Nothing was made in its place but a lock.
        Assert.All(Directory.Exists(keys) ? Directory.GetFiles(keys) : [], file => Assert.Equal("lock", Path.GetFileName(file)));
        if (Directory.Exists(keys))
            Directory.Delete(keys, recursive: true);
        Directory.Move(away, keys);
        await SaysAsync(salon, "out of the key tree");

        Assert.EndsWith("0000000002", Assert.Single(salon.Roots), StringComparison.Ordinal);
        Assert.Contains("Haircut", (await salon.AskAsync(salon.Ben, "my appointments")).Text, StringComparison.Ordinal);
        Assert.Contains("AI assistant", (await salon.AskAsync(salon.Ana, "hello")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await salon.Service.StopAsync());
        Assert.DoesNotContain("   at ", await LogAsync(salon), StringComparison.Ordinal);
    }

    private static Task<string> LogAsync(Salon salon) => File.ReadAllTextAsync(salon.Service.LogFile);

    private static async Task SaysAsync(Salon salon, string sentence)
    {
        var deadline = DateTime.UtcNow.AddSeconds(40);
        while (!(await LogAsync(salon)).Contains(sentence, StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < deadline, await LogAsync(salon));
            await Task.Delay(100);
        }
    }
}
