namespace Hermetic.Assistant.Tests;

public sealed class OtherMeaningTests
{
    [Theory]
    [InlineData("human", "asks for a person")]
    [InlineData("Reception", "asks for a person")]
    [InlineData("Delete my data", "asks for everything to be erased")]
    [InlineData("delete it", "asks for everything to be erased")]
    [InlineData("Stop!", "stops all messages")]
    [InlineData("Start", "starts messages again")]
    [InlineData("my data", "asks what is kept about somebody")]
    [InlineData("Bot", "asks whether a machine answers")]
    [InlineData("cancel my appointment", "cancels an appointment")]
    [InlineData("Move my appointment", "moves an appointment")]
    [InlineData("my bookings", "asks for one's appointments")]
    [InlineData("remind me", "is about reminders")]
    [InlineData("Connect my calendar", "is about calendars")]
    [InlineData("Opening hours", "asks for the opening hours")]
    [InlineData("Hello", "is a greeting")]
    [InlineData("thank you", "says thank you")]
    [InlineData("Suicide", "is a call for help")]
    [InlineData("Chest pain check", "is a call for help")]
    [InlineData("Other customers", "asks about other people")]
    [InlineData("yes", "says yes")]
    [InlineData("Yes, please", "says yes")]
    [InlineData("Ok", "says yes")]
    [InlineData("No", "says no")]
    [InlineData("no thanks", "says no")]
    [InlineData("Back", "answers a question of the assistant")]
    [InlineData("Something else", "answers a question of the assistant")]
    [InlineData("whoever", "answers a question of the assistant")]
    [InlineData("The time", "answers a question of the assistant")]
    [InlineData("Help", "is something that people say in passing")]
    [InlineData("Super", "says yes")]
    [InlineData("Refund", "is something that people say in passing")]
    [InlineData("2", "chooses from a list")]
    [InlineData("First", "chooses from a list")]
    [InlineData("Location", "asks about the business")]
    [InlineData("Tomorrow", "names a time")]
    [InlineData("Earliest", "names a time")]
    public void A_word_of_the_conversation_is_no_name(string name, string meaning)
    {
        Assert.Equal(meaning, OtherMeaning.OfService(name));
        Assert.Equal(meaning, OtherMeaning.OfPerson(name));
    }

    [Theory]
    [InlineData("Haircut")]
    [InlineData("Back massage")]
    [InlineData("No-chip manicure")]
    [InlineData("Perfect brows")]
    [InlineData("Change of oil")]
    [InlineData("Stop smoking")]
    [InlineData("Call back")]
    [InlineData("Human hair extensions")]
    [InlineData("Support call")]
    [InlineData("Facial treatments")]
    [InlineData("Sunday roast")]
    [InlineData("60 min massage")]
    [InlineData("First consultation")]
    [InlineData("Data recovery")]
    [InlineData("Reminder call")]
    [InlineData("Will reading")]
    [InlineData("Free consultation")]
    [InlineData("Quick check-up")]
    [InlineData("Okra facial")]
    [InlineData("Haarschnitt")]
    [InlineData("Маникюр")]
    public void A_service_may_hold_such_a_word(string name) => Assert.Null(OtherMeaning.OfService(name));

    [Theory]
    [InlineData("Mira")]
    [InlineData("April")]
    [InlineData("May")]
    [InlineData("Sunday")]
    [InlineData("Will")]
    [InlineData("Grace")]
    [InlineData("Hope")]
    [InlineData("Friday Adeyemi")]
    [InlineData("Thu")]
    [InlineData("No Nguyen")]
    [InlineData("Angel")]
    [InlineData("Guy")]
    [InlineData("Dr. Meier")]
    [InlineData("Zoë")]
    [InlineData("李")]
    public void People_may_be_called_what_people_are_called(string name) => Assert.Null(OtherMeaning.OfPerson(name));

    [Fact]
    public void A_month_is_a_person_and_no_service() => Assert.Equal("names a time", OtherMeaning.OfService("April"));

    [Fact]
    public void The_file_and_the_line_are_named()
    {
        var problems = new Folder()
            .Put("services.json", """
                { "services": [
                { "id": "haircut", "name": "Haircut", "minutes": 45, "alsoCalled": ["cut", "yes"] },
                { "id": "away", "name": "Delete my data", "minutes": 45 } ] }
                """)
            .Put("staff.json", """
                { "staff": [
                { "id": "mira", "name": "Mira", "alsoCalled": ["human"] } ] }
                """)
            .Problems();

        Assert.Equal(
            [
                "services.json, line 2: \"yes\" means something else in a chat: it says yes; choose another name",
                "services.json, line 3: \"Delete my data\" means something else in a chat: it asks for everything to be erased; choose another name",
                "staff.json, line 2: \"human\" means something else in a chat: it asks for a person; choose another name",
            ],
            problems);
    }
}
