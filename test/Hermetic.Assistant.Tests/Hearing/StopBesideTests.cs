using System.Text;
using Hermetic.Assistant.Tests.Language;

namespace Hermetic.Assistant.Tests;

public sealed class StopBesideTests
{
    [Theory]
    [InlineData("I want to die. STOP", true)]
    [InlineData("STOP I want to kill myself", true)]
    [InlineData("stop messaging me, I can't go on any more", true)]
    [InlineData("I can't breathe\nplease stop", true)]
    [InlineData("stop", true)]
    [InlineData("I want to die, make it stop", false)]
    [InlineData("the bleeding does not stop", false)]
    [InlineData("somebody stop me from hurting myself", false)]
    [InlineData("I want to die", false)]
    [InlineData("", false)]
    public void Stop_is_heard_beside_something_else_and_not_within_it(string text, bool stops) => Assert.Equal(
        stops, StopBeside.IsIn(Encoding.UTF8.GetBytes(text), Brain.English, Brain.Wednesday));
}
