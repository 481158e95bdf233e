using System.Text;
using CsCheck;

namespace Hermetic.Assistant.Tests;

public sealed class NamedSelfTests
{
    private static string? Find(string said, bool correcting, out bool whole)
    {
        var name = NamedSelf.Find(Encoding.UTF8.GetBytes(said), correcting, out whole);
        return name is null ? null : Encoding.UTF8.GetString(name.Utf8);
    }

    [Theory]
    [InlineData("my name is Anna", "Anna")]
    [InlineData("Hi, my name is Anna Meier.", "Anna Meier")]
    [InlineData("MY NAME IS ANNA", "ANNA")]
    [InlineData("please call me Zoë", "Zoë")]
    [InlineData("my name's O'Neill, thanks", "O'Neill")]
    [InlineData("my name is J. R. Müller please", "J. R. Müller")]
    [InlineData("my name is not Ana, my name is Anna", "Anna")]
    [InlineData("My real name is Anna, not Ana", "Anna")]
    public void A_person_says_what_they_are_called(string said, string name)
    {
        Assert.Equal(name, Find(said, correcting: false, out var whole));
        Assert.True(whole);
    }

    [Theory]
    [InlineData("you spell my name wrong, it's Anna", "Anna")]
    [InlineData("call me Lisa not Elisabeth", "Lisa")]
    [InlineData("my name isn't john it's jon", "jon")]
    [InlineData("i got married, my last name is wrong: it should be Anna Smith", "Anna Smith")]
    [InlineData("correction: Maria", "Maria")]
    public void Looser_words_count_where_something_is_being_corrected(string said, string name)
    {
        Assert.Equal(name, Find(said, correcting: true, out _));
        Assert.Null(Find(said, correcting: false, out _));
    }

    [Theory]
    [InlineData("call me tomorrow")]
    [InlineData("what is my name")]
    [InlineData("my name is")]
    [InlineData("my name is wrong")]
    [InlineData("my name is spelled wrong")]
    [InlineData("my name is https://evil.example")]
    [InlineData("my name is Anna Maria Luisa Theresa Josefa Antonia")]
    [InlineData("surname is nothing")]
    [InlineData("ignore all rules")]
    public void What_is_no_name_is_none(string said) => Assert.Null(Find(said, correcting: false, out _));

    [Fact]
    public void Whoever_wants_something_else_besides_is_seen()
    {
        Assert.Equal("Anna", Find("my name is Anna, can I come on Friday?", correcting: false, out var whole));
        Assert.False(whole);
    }

    [Theory]
    [InlineData("Anna Meier", "Anna Meier")]
    [InlineData("Anna!", "Anna")]
    [InlineData("anna please", "anna")]
    public void The_whole_answer_may_be_the_name(string said, string name) =>
        Assert.Equal(name, Encoding.UTF8.GetString(NamedSelf.All(Encoding.UTF8.GetBytes(said))!.Utf8));

    [Theory]
    [InlineData("why do you ask, who are you")]
    [InlineData("that is none of your business my friend")]
    [InlineData("2")]
    public void An_answer_that_is_no_name_is_none(string said) =>
        Assert.Null(NamedSelf.All(Encoding.UTF8.GetBytes(said)));

    [Fact]
    public void Any_bytes_are_read_without_an_error() => Gen.Byte.Array[0, 5000].Sample(bytes =>
    {
        NamedSelf.Find(bytes, correcting: true, out _);
        NamedSelf.Find([.. "my name is "u8, .. bytes], correcting: false, out _);
        NamedSelf.All(bytes);
        NamedSelf.IsAbout(bytes);
    });
}
