namespace Load.Tests.Drive;

public sealed class PeopleTests
{
    [Fact]
    public void Whoever_waits_is_not_chosen_again_before_they_are_released()
    {
        var people = new People(10, zipf: false, new Random(1));
        var chosen = Enumerable.Range(0, 10).Select(_ => people.Choose()!).ToList();
        Assert.Equal(10, chosen.Distinct().Count());
        Assert.Null(people.Choose());
        people.Release(chosen[4]);
        Assert.Same(chosen[4], people.Choose());
    }

    [Theory]
    [InlineData(false, 80, 120)]
    [InlineData(true, 1700, 2200)]
    public void By_Zipf_the_first_of_a_hundred_writes_a_fifth_of_everything_and_else_a_hundredth(bool zipf, int least, int most)
    {
        var people = new People(100, zipf, new Random(7));
        var first = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var person = people.Choose()!;
            first += person.Phone == "491500000000" ? 1 : 0;
            people.Release(person);
        }
        Assert.InRange(first, least, most);
    }

    [Fact]
    public void A_persons_messages_are_numbered_and_each_has_an_id_of_its_own()
    {
        var person = new Person(3);
        var (one, two) = (person.Write(asEcho: true), person.Write(asEcho: false));
        Assert.Equal((1, 2), (one.Number, two.Number));
        Assert.NotEqual(one.Wamid, two.Wamid);
        Assert.Equal("#echo " + one.Text, one.Says);
        Assert.Equal(two.Text, two.Says);
    }
}
