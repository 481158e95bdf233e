using System.Text;
using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class EverydayNamesTests
{
    private static readonly Business Studio = new Folder().Put("staff.json", """
        { "staff": [
          { "id": "thu", "name": "Thu" }, { "id": "april", "name": "April", "alsoCalled": ["May"] }, { "id": "mira", "name": "Mira" } ] }
        """).Business();

    // A Wednesday.
    private static readonly LocalDateTime Now = new(2026, 11, 25, 9, 0);

    [Theory]
    [InlineData("cake tasting with Thu on friday at 4pm", "thu")]
    [InlineData("cake tasting on friday at 4pm with thu, please", "thu")]
    [InlineData("Can I see April on Friday at 4pm?", "april")]
    [InlineData("FRIDAY 4PM WITH MAY", "april")]
    [InlineData("friday at 4pm with Mira", "mira")]
    public void With_somebody_is_no_time(string said, string staff)
    {
        var heard = Hear(said);

        Assert.Equal(staff, heard.Staff?.StaffId);
        Assert.Equal(new(2026, 11, 27, 16, 0), Assert.Single(heard.Understanding.Times).Best.Start);
    }

    [Theory]
    [InlineData("a cake tasting with April")]
    [InlineData("with Thu")]
    public void A_name_alone_names_no_day(string said)
    {
        Assert.NotNull(Hear(said).Staff?.StaffId);
        Assert.Empty(Hear(said).Understanding.Times);
    }

    [Theory]
    [InlineData("a cake tasting on thu at 4pm", 26)]
    [InlineData("thu 4pm", 26)]
    [InlineData("with Mira on Thu at 4pm", 26)]
    public void A_day_is_still_a_day(string said, int day) => Assert.Equal(
        new(2026, 11, day, 16, 0), Assert.Single(Hear(said).Understanding.Times).Best.Start);

    private static Heard Hear(string said) => Heard.From(Encoding.UTF8.GetBytes(said), EmbeddedBrain.Shared, Now, Studio);
}
