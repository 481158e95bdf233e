namespace Hermetic.Assistant.Tests;

public sealed class ServicesFileTests
{
    private static string[] Problems(string services, string top = "\"currency\": \"EUR\"") =>
        new Folder().Put("services.json", $"{{ {top}, \"services\": [\n{services}\n] }}").Problems();

    [Fact]
    public void A_service_is_what_stands_there()
    {
        var service = new Folder().Put("services.json", """
            { "currency": "CHF", "default": "a", "services": [
              { "id": "a", "name": "Alpha", "minutes": 40, "bufferMinutes": 10, "price": 19.90, "alsoCalled": "alpine" } ] }
            """).Business();

        Assert.Equal("a", service.DefaultServiceId);
        Assert.Equal(
            (40, 10, new Price(19.90m, "CHF")), (service.Services[0].Minutes, service.Services[0].BufferMinutes, service.Services[0].Price));
        Assert.Equal(["alpine"], service.Services[0].Aliases);
    }

    [Fact]
    public void A_service_without_a_price_is_on_request() => Assert.Null(new Folder().Business().Services[0].Price);

    [Theory]
    [InlineData("""{ "name": "A", "minutes": 45 }""", "a service needs an id that never changes (\"id\": \"haircut\")")]
    [InlineData("""{ "id": "a", "minutes": 45 }""", "a service needs a name (\"name\": \"Haircut\")")]
    [InlineData("""{ "id": "a", "name": "A" }""", "a service needs a duration (\"minutes\": 45)")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": "45" }""", "\"minutes\" has to be a whole number without quotes, such as 45")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 45.5 }""", "\"minutes\" has to be a whole number without quotes, such as 45")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 0 }""", "\"minutes\" is 0; it has to be from 5 to 1440")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 42 }""", "\"minutes\" is 42; it has to be a multiple of 5")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 45, "bufferMinutes": 7 }""", "\"bufferMinutes\" is 7; it has to be a multiple of 5")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 45, "durration": 45 }""",
        "nothing reads \"durration\"; known here: id, name, minutes, bufferMinutes, alsoCalled, price")]
    [InlineData("""{ "id": "a", "name": "A", "minuts": 45 }""", "nothing reads \"minuts\"; did you mean \"minutes\"?")]
    [InlineData("""{ "id": "Hair Cut", "name": "A", "minutes": 45 }""",
        "the id Hair Cut has to be of a-z, 0-9 and -, and begin with a letter, such as \"haircut\"")]
    [InlineData("""{ "id": "a", "name": "A very long name indeed", "minutes": 45 }""", "\"name\" has 23 characters; 20 fit")]
    [InlineData("""{ "id": "a", "name": "", "minutes": 45 }""", "\"name\" is empty")]
    [InlineData("""{ "id": "a", "name": "A\nB", "minutes": 45 }""", "\"name\" has to be one line")]
    [InlineData("""{ "id": "a", "name": 7, "minutes": 45 }""", "\"name\" has to be a text in quotes, such as \"Haircut\"")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 45, "price": "42 EUR" }""", "\"price\" has to be an amount of money, such as 42 or 29.50")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 45, "price": 1.005 }""", "\"price\" has to be an amount of money, such as 42 or 29.50")]
    [InlineData("""{ "id": "a", "name": "A", "minutes": 45, "price": -1 }""", "\"price\" has to be an amount of money, such as 42 or 29.50")]
    [InlineData("""{ "id": "a", "name": "???", "minutes": 45 }""", "\"???\" has no word in it that people could say")]
    public void A_problem_of_a_service_says_where_and_what_to_do(string service, string what) =>
        Assert.Contains($"services.json, line 2: {what}", Problems(service));

    [Fact]
    public void Two_services_have_two_ids_and_two_names() => Assert.Equal(
        [
            "services.json, line 3: the id \"cut\" is taken already (line 2)",
            "services.json, line 4: \"trímm\" stands for \"cut\" already (line 2); nobody could tell them apart",
        ],
        Problems("""
            { "id": "cut", "name": "Cut", "minutes": 30, "alsoCalled": ["trimm", "Cut"] },
            { "id": "cut", "name": "Other", "minutes": 30 },
            { "id": "c", "name": "Shave", "minutes": 30, "alsoCalled": ["trímm"] }
            """));

    [Fact]
    public void A_price_has_a_currency()
    {
        Assert.Equal(
            ["services.json, line 2: a price needs a currency at the top of the file (\"currency\": \"EUR\")"],
            Problems("""{ "id": "a", "name": "A", "minutes": 30, "price": 5 }""", "\"$schema\": \"x\""));
        Assert.Equal(
            ["services.json, line 1: eur is not a currency; write its three letters, such as \"EUR\""],
            Problems("""{ "id": "a", "name": "A", "minutes": 30, "price": 5 }""", "\"currency\": \"eur\""));
    }

    [Fact]
    public void The_default_service_exists() => Assert.Equal(
        ["services.json, line 1: there is no service \"hairct\"; did you mean \"haircut\"?"],
        Problems("""{ "id": "haircut", "name": "A", "minutes": 30 }""", "\"default\": \"hairct\""));

    [Theory]
    [InlineData("""{ "services": [] }""")]
    [InlineData("""{ "currency": "EUR" }""")]
    public void A_business_offers_something(string services) => Assert.Equal(
        ["services.json, line 1: a business needs a service (\"services\": "
            + "[{ \"id\": \"haircut\", \"name\": \"Haircut\", \"minutes\": 45, \"price\": 42 }])"],
        new Folder().Put("services.json", services).Problems());

    [Fact]
    public void More_services_than_fit_into_a_message_are_refused() => Assert.Equal(
        ["services.json, line 1: there are 41 services; 40 fit into a message"],
        Problems(string.Join(',', Enumerable.Range(1, 41).Select(n => $"{{ \"id\": \"s{n}\", \"name\": \"S {n}\", \"minutes\": 30 }}"))));
}
