using System.Text;

namespace Hermetic.Simulator.Tests;

public sealed class WamidTests
{
    private const string MetasSample = "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUYzMjEzNDM2RTZGQ0MzMDJBRgA=";
    private const int IdCharacters = 18;

    private readonly Wamid _wamids = new(new SeededBytes(1));

    private static byte[] Decode(string wamid) => Convert.FromBase64String(wamid["wamid.".Length..]);

    [Fact]
    public void An_id_differs_from_the_sample_that_Meta_published_only_in_the_random_part()
    {
        var made = Decode(_wamids.ForPerson(new("Kerry", "16503879439", "US.1")));
        var published = Decode(MetasSample);

        Assert.Equal(published.Length, made.Length);
        Assert.Equal(published[..^(IdCharacters + 1)], made[..^(IdCharacters + 1)]);
        Assert.Equal(published[^1], made[^1]);
        Assert.All(
            made[^(IdCharacters + 1)..^1], octet => Assert.True(char.IsAsciiHexDigitUpper((char)octet)));
    }

    [Fact]
    public void The_phone_number_can_be_read_in_it() =>
        Assert.Contains("491511234567", Encoding.ASCII.GetString(
            Decode(_wamids.ForBusiness(Stage.Anna))), StringComparison.Ordinal);

    [Fact]
    public void A_person_without_a_number_has_the_user_id_in_it() =>
        Assert.Contains(Stage.Bo.UserId, Encoding.ASCII.GetString(
            Decode(_wamids.ForPerson(Stage.Bo))), StringComparison.Ordinal);

    [Fact]
    public void Both_directions_differ_in_one_byte_and_in_the_length_of_the_id()
    {
        var person = Decode(_wamids.ForPerson(Stage.Anna));
        var business = Decode(_wamids.ForBusiness(Stage.Anna));

        Assert.Equal((byte)0x12, person[3 + Stage.Anna.PhoneNumber!.Length + 3]);
        Assert.Equal((byte)0x11, business[3 + Stage.Anna.PhoneNumber!.Length + 3]);
        Assert.Equal(person.Length - 2, business.Length);
    }

    [Fact]
    public void A_thousand_ids_are_a_thousand_different_ids() =>
        Assert.Equal(
            1000, Enumerable.Range(0, 1000).Select(_ => _wamids.ForPerson(Stage.Anna)).Distinct().Count());
}
