using System.Text;
using CsCheck;

namespace Hermetic.Assistant.Tests;

public sealed class PersonNameTests
{
    private static string? Spoken(string text) => Text(PersonName.Spoken(Encoding.UTF8.GetBytes(text)));

    private static string? Shown(string text) => Text(PersonName.Shown(Encoding.UTF8.GetBytes(text)));

    private static string? Text(PersonName? name) => name is null ? null : Encoding.UTF8.GetString(name.Utf8);

    [Theory]
    [InlineData("Anna Meier")]
    [InlineData("Zoë")]
    [InlineData("O'Neill")]
    [InlineData("Jean-Luc")]
    [InlineData("J. R. Müller")]
    [InlineData("李小龙")]
    [InlineData("Нина")]
    [InlineData("فاطمة")]
    public void A_name_is_kept_as_it_is_written(string name) => Assert.Equal(name, Spoken(name));

    [Theory]
    [InlineData("  Anna \t\n Meier ", "Anna Meier")]
    [InlineData("An\u202Ena", "Anna")]
    [InlineData("\u200BAnna\u0007", "Anna")]
    [InlineData("\u2066Anna\u2069", "Anna")]
    public void What_cannot_be_seen_is_left_out(string said, string name)
    {
        Assert.Equal(name, Spoken(said));
        Assert.Equal(name, Shown(said));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-")]
    [InlineData("\u202E")]
    [InlineData("https://example.org")]
    [InlineData("example.org")]
    [InlineData("anna@example.org")]
    [InlineData("Anna 4915112345678")]
    [InlineData("<script>")]
    [InlineData("Anna; drop table")]
    public void What_is_no_name_is_none(string said) => Assert.Null(Spoken(said));

    [Fact]
    public void A_name_that_is_too_long_is_refused_when_spoken_and_cut_when_shown()
    {
        Assert.Equal(60, Spoken(new string('ü', PersonName.Most))!.Length);
        Assert.Null(Spoken(new string('ü', PersonName.Most + 1)));
        Assert.Equal(PersonName.Most, Shown(new string('ü', PersonName.Most + 1))!.Length);
    }

    [Fact]
    public void A_profile_shows_whatever_its_owner_chose() => Assert.Equal("Ana 🌸 1999!", Shown("Ana 🌸 1999!"));

    [Fact]
    public void It_never_prints() => Assert.Equal("[name]", PersonName.Spoken("Anna"u8)!.ToString());

    [Fact]
    public void Whatever_the_bytes_are_a_name_is_one_line_of_valid_and_visible_text() =>
        Gen.OneOf(Gen.Byte.Array[0, 400], Gen.String[0, 100].Select(Encoding.UTF8.GetBytes)).Sample(bytes =>
        {
            foreach (var name in new[] { PersonName.Spoken(bytes), PersonName.Shown(bytes) }.OfType<PersonName>())
            {
                var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(name.Utf8);
                Assert.InRange(text.EnumerateRunes().Count(), 1, PersonName.Most);
                Assert.DoesNotContain(text, char.IsControl);
                Assert.Equal(text.Trim(), text);
                Assert.Equal(text, Text(PersonName.Shown(name.Utf8)));
            }
        });
}
