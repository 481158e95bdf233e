using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Language;

public sealed class SafetyLexiconTests
{
    [Fact]
    public void Every_phrase_of_the_list_decides_bare_loud_and_in_company()
    {
        var (phrases, missed) = (0, new List<string>());
        foreach (var (intent, anywhere, phrase) in Phrases())
        {
            var company = anywhere
                ? $"hello, i said {phrase} because of reasons"
                : $"please {phrase} now, thanks!";
            foreach (var said in (string[])[phrase, phrase.ToUpperInvariant() + "!!", company])
            {
                phrases++;
                var understood = Brain.Hears(said);
                if (!understood.Safety || understood.Confidence < 1 || understood.Intent != intent)
                    missed.Add($"{said}: {understood.Intent}");
            }
        }
        Assert.True(phrases > 1000, $"{phrases} phrases");
        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("stop", Intent.StopMessages)]
    [InlineData("STOP!", Intent.StopMessages)]
    [InlineData("pls stop", Intent.StopMessages)]
    [InlineData("stop pls 🙏", Intent.StopMessages)]
    [InlineData("🛑", Intent.StopMessages)]
    [InlineData("hello? is this a bot answering here", Intent.AreYouABot)]
    [InlineData("please stop messaging me", Intent.StopMessages)]
    [InlineData("Hi, don't message me anymore", Intent.StopMessages)]
    [InlineData("start", Intent.ResumeMessages)]
    [InlineData("i'd like you to delete all my data asap", Intent.DeleteMyData)]
    [InlineData("forget me", Intent.DeleteMyData)]
    [InlineData("erase everything about me", Intent.DeleteMyData)]
    [InlineData("gdpr delete", Intent.DeleteMyData)]
    [InlineData("stop messaging me and delete my data", Intent.DeleteMyData)]
    [InlineData("can i have a copy of my data?", Intent.ExportMyData)]
    [InlineData("what do you know about me?", Intent.WhatDoYouKnow)]
    [InlineData("please tell me what you have stored about me", Intent.WhatDoYouKnow)]
    [InlineData("delete what you know about me", Intent.DeleteMyData)]
    [InlineData("can i talk to a human", Intent.TalkToHuman)]
    [InlineData("agent", Intent.TalkToHuman)]
    [InlineData("a real person please", Intent.TalkToHuman)]
    [InlineData("i don't understand, let me talk to a human", Intent.TalkToHuman)]
    [InlineData("are you a bot?", Intent.AreYouABot)]
    [InlineData("are you a real person", Intent.AreYouABot)]
    public void What_a_person_has_a_right_to_is_never_a_guess(string said, Intent intent)
    {
        var understood = Brain.Hears(said);
        Assert.True(understood.Safety);
        Assert.Equal(intent, understood.Intent);
    }

    [Theory]
    [InlineData("stop the reminder")]
    [InlineData("i'll stop by on friday")]
    [InlineData("can i stop by tomorrow")]
    [InlineData("please stop reminding me")]
    [InlineData("where is the next bus stop")]
    [InlineData("which tram stop is near you")]
    [InlineData("don't delete my data")]
    [InlineData("please do not delete my data")]
    [InlineData("don't forget my appointment")]
    [InlineData("i don't want to talk to a human")]
    [InlineData("delete my appointment")]
    [InlineData("delete the reminder")]
    [InlineData("cancel my appointment")]
    [InlineData("forget it")]
    [InlineData("when do you start on monday")]
    [InlineData("can we start at 3")]
    [InlineData("stop syncing my calendar")]
    [InlineData("is the travel agent next door")]
    [InlineData("what do you know about balayage")]
    [InlineData("is my data safe")]
    [InlineData("the rain won't stop")]
    [InlineData("who can see my data")]
    [InlineData("my data is wrong")]
    [InlineData("do you offer human hair extensions")]
    [InlineData("support stockings?")]
    [InlineData("is anna a real human being")]
    public void What_only_sounds_alike_is_left_to_the_rest(string said) =>
        Assert.False(Brain.Hears(said).Safety);

    private static IEnumerable<(Intent Intent, bool Anywhere, string Phrase)> Phrases()
    {
        using var stream = typeof(EmbeddedBrain).Assembly.GetManifestResourceStream("en.safety.tsv")!;
        using var lines = new StreamReader(stream, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (!line.StartsWith('#') && IntentNames.FromWire(cells[0]) is { } intent)
            {
                foreach (var phrase in cells[2].Split('|'))
                    yield return (intent, cells[1].StartsWith('a'), phrase);
            }
        }
    }
}
