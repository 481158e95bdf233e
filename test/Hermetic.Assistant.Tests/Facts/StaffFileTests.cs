using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class StaffFileTests
{
    private static Folder With(string staff) => new Folder().Put("staff.json", $"{{ \"staff\": [\n{staff}\n] }}");

    [Fact]
    public void Somebody_who_says_no_more_does_everything_while_it_is_open()
    {
        var member = Assert.Single(With("""{ "id": "ann", "name": "Ann" }""").Business().Staff);

        Assert.True(member.Does("tasting"));
        Assert.Null(member.Hours);
        Assert.Empty(member.Away);
    }

    [Fact]
    public void Somebody_has_services_hours_and_days_away()
    {
        var member = With("""
            { "id": "ann", "name": "Ann", "alsoCalled": ["Annie"], "services": ["class"],
              "hours": { "friday": "8:00-10:00" }, "away": ["2027-08-02 to 2027-08-14", "2027-09-01"] },
            { "id": "bob", "name": "Bob" }
            """).Business().Staff[0];

        Assert.False(member.Does("tasting"));
        Assert.Equal(["Annie"], member.Aliases);
        Assert.Equal([new OpenSpan(new(8, 0), new(10, 0))], member.Hours!.Usual(IsoDayOfWeek.Friday));
        Assert.Equal([new DateSpan(new(2027, 8, 2), new(2027, 8, 14)), new DateSpan(new(2027, 9, 1), new(2027, 9, 1))], member.Away);
    }

    [Theory]
    [InlineData("""{ "name": "Ann" }""", "a staff member needs an id that never changes (\"id\": \"mira\")")]
    [InlineData("""{ "id": "ann" }""", "a staff member needs a name (\"name\": \"Mira\")")]
    [InlineData("""{ "id": "ann", "name": "Ann", "services": ["clas"] }, { "id": "b", "name": "B" }""",
        "there is no service \"clas\"; did you mean \"class\"?")]
    [InlineData("""{ "id": "ann", "name": "Ann", "services": ["yoga"] }, { "id": "b", "name": "B" }""",
        "there is no service \"yoga\"; services.json has: tasting, class")]
    [InlineData("""{ "id": "ann", "name": "Ann", "hours": { "friday": "12:00-14:00" } }""",
        "\"friday\": 12:00-14:00 is outside the opening hours in hours.json")]
    [InlineData("""{ "id": "ann", "name": "Ann", "hours": { "sunday": "8-12" } }""",
        "\"sunday\": 8:00-12:00 is outside the opening hours in hours.json")]
    [InlineData("""{ "id": "ann", "name": "Ann", "hours": "8-12" }""",
        "\"hours\" has to be an object, such as { \"tuesday\": \"09:00-18:00\" }")]
    [InlineData("""{ "id": "ann", "name": "Ann", "hours": { "fryday": "8-12" } }""", "nothing reads \"fryday\"; did you mean \"friday\"?")]
    [InlineData("""{ "id": "ann", "name": "Ann", "away": ["August"] }""",
        "August are no days; write \"2027-08-02\" or \"2027-08-02 to 2027-08-14\"")]
    [InlineData("""{ "id": "ann", "name": "Ann", "away": ["2027-08-14 to 2027-08-02"] }""",
        "2027-08-14 to 2027-08-02 are no days; write \"2027-08-02\" or \"2027-08-02 to 2027-08-14\"")]
    [InlineData("""{ "id": "ann", "name": "Ann", "away": [7] }""",
        "\"away\" has to be a text in quotes or a list of them, such as \"2027-08-02 to 2027-08-14\"")]
    [InlineData("\"Ann\"", "\"staff\" has to be a list of objects, such as [{ \"id\": \"mira\", \"name\": \"Mira\" }]")]
    public void A_problem_of_a_staff_member_says_where_and_what_to_do(string staff, string what) =>
        Assert.Contains($"staff.json, line 2: {what}", With(staff).Problems());

    [Fact]
    public void Two_people_have_two_ids_and_two_names() => Assert.Equal(
        [
            "staff.json, line 3: the id \"ann\" is taken already (line 2)",
            "staff.json, line 3: \"ANN\" stands for \"ann\" already (line 2); nobody could tell them apart",
        ],
        With("""
            { "id": "ann", "name": "Ann" },
            { "id": "ann", "name": "ANN" }
            """).Problems());

    [Fact]
    public void A_service_that_nobody_does_is_told_where_it_is_offered() => Assert.Equal(
        ["services.json, line 4: nobody in staff.json does \"tasting\""],
        With("""{ "id": "ann", "name": "Ann", "services": ["class"] }""").Problems());
}
