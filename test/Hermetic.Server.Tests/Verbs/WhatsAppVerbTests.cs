using System.CommandLine;
using Hermetic.Server.Verbs;

namespace Hermetic.Server.Tests;

public sealed class WhatsAppVerbTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("setup")]
    [InlineData("flows-key")]
    public void Help_has_an_example_and_no_way_to_give_the_PIN(string verb)
    {
        using var help = new StringWriter();
        Assert.Equal(0, new RootCommand { WhatsAppVerb.Create() }.Parse(["whatsapp", verb, "--help"]).Invoke(new InvocationConfiguration { Output = help }));
        Assert.Contains($"Example: ./hermetic whatsapp {verb}", help.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("--pin", help.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--minimise-at-meta", "--localise", "DE")]
    [InlineData("--localise", "Germany")]
    [InlineData("--pin", "123456")]
    public void What_cannot_be_meant_is_refused_before_anything_is_read(params string[] arguments) =>
        Assert.NotEmpty(WhatsAppVerb.Create().Parse(["setup", .. arguments]).Errors);

    [Theory]
    [InlineData("check", "--json")]
    [InlineData("setup", "--minimise-at-meta", "--identity-check", "--yes")]
    [InlineData("setup", "--localise", "ch", "--json")]
    public void What_can_be_meant_is_taken(params string[] arguments) =>
        Assert.Empty(WhatsAppVerb.Create().Parse(arguments).Errors);
}
