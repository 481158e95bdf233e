using System.Text;
using Hermetic.Assistant.Tests.Language;
using Hermetic.Testing;

namespace Hermetic.Assistant.Tests;

/// <summary>
/// Whole conversations as people have them, understood by the built-in brain and kept in a golden file that
/// reads as a chat; <c>UPDATE_GOLDEN=1</c> writes the answers anew.
/// </summary>
public sealed class RealConversationTests
{
    private static string File { get; } = Repository.Vector("assistant/conversations.en.txt");

    private static IEnumerable<string[]> Chats() => System.IO.File.ReadAllText(File)
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(chat => chat.Split('\n', 2));

    public static TheoryData<string> Titles() => [.. Chats().Select(chat => chat[0])];

    [Theory]
    [MemberData(nameof(Titles))]
    public Task A_conversation_goes_as_it_is_written(string title)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1", "It is being written.");
        var chat = Chats().Single(chat => chat[0] == title)[1];
        Assert.DoesNotContain("there is no such button", chat, StringComparison.Ordinal);
        return Script.PlayAsync(chat, NewScript());
    }

    [Fact]
    public async Task Every_conversation_has_a_title_of_its_own()
    {
        var titles = Chats().Select(chat => chat[0]).ToList();
        Assert.Equal(titles.Count, titles.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(titles.Count, 12, 100);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            await System.IO.File.WriteAllTextAsync(File, await PlayedAsync());
    }

    private static async Task<string> PlayedAsync()
    {
        var all = new StringBuilder();
        foreach (var chat in Chats())
        {
            all.Append(all.Length > 0 ? "\n" : "").Append(chat[0]).Append('\n');
            foreach (var line in await NewScript().PlayAsync(Script.Lines(chat[1])))
                all.Append(Script.Wrap(line)).Append('\n');
        }
        return all.ToString();
    }

    private static Script NewScript() => new() { Brain = Brain.English };
}
