using System.Text.Json;

namespace Load.Tests.Check;

public sealed class ServiceListsTests
{
    private const string Conversations =
        """[{"id":"a","name":"Person 491500000000"},{"id":"b","name":"Person 491500000001"}]""";

    [Fact]
    public void Parked_messages_are_counted_by_person()
    {
        var lists = ServiceLists.Read(
            """[{"id":"1","conversation":"b","delivery":"parked"},{"id":"2","conversation":"b","delivery":"parked"}]""",
            Conversations);
        Assert.Empty(lists.Unsettled);
        Assert.Equal(("491500000001", 2), Assert.Single(lists.Parked) switch { var (who, count) => (who, count) });
    }

    [Theory]
    [InlineData("queued"), InlineData("sending"), InlineData("failed"), InlineData("held"), InlineData("unsent")]
    public void Everything_else_on_the_list_is_no_excuse(string delivery)
    {
        var lists = ServiceLists.Read($$"""[{"id":"1","conversation":"a","delivery":"{{delivery}}"}]""", Conversations);
        Assert.Empty(lists.Parked);
        Assert.Contains(delivery, Assert.Single(lists.Unsettled), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parked_message_of_a_conversation_that_is_not_listed_excuses_nobody()
    {
        var lists = ServiceLists.Read("""[{"id":"1","conversation":"x","delivery":"parked"}]""", Conversations);
        Assert.DoesNotContain(lists.Parked.Keys, key => key.StartsWith("4915", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_that_is_none_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ServiceLists.Read("The service is not running.", Conversations));
}
