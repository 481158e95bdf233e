namespace Hermetic.WhatsApp.Tests;

/// <summary>Updates about people: what they decided, who they are now, calls, history.</summary>
public sealed class PeopleUpdateTests
{
    [Fact]
    public void Stopping_marketing_names_who_and_when()
    {
        var update = BodyVectors.One<UserPreferencesUpdate>("no more marketing");
        var stop = Assert.Single(update.Preferences);
        Assert.Equal((PreferenceCategory.MarketingMessages, PreferenceValue.Stop), (stop.Category, stop.Value));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_731_705_721), stop.Timestamp);
        Assert.Equal("ES.13491208655302741918", stop.Person.UserId.Show());
        Assert.Equal(stop.Person, update.Person);
        Assert.Equal("106540352242922", update.PhoneNumberId.Show());
    }

    [Fact]
    public void An_odd_preference_does_not_hide_its_neighbour_and_is_not_hidden_itself()
    {
        var update = BodyVectors.One<UserPreferencesUpdate>("one preference of two is odd");
        Assert.Equal(PreferenceValue.Stop, Assert.Single(update.Preferences).Value);
        Assert.True(update.HasUnreadItems);
        Assert.False(BodyVectors.One<UserPreferencesUpdate>("no more marketing").HasUnreadItems);
    }

    [Fact]
    public void An_update_about_two_people_belongs_to_neither() =>
        Assert.Null(One<UserPreferencesUpdate>(
            "user_preferences",
            """
            "user_preferences":[{"wa_id":"1","value":"stop"},{"wa_id":"2","value":"stop"}]
            """).Person);

    [Fact]
    public void A_rotation_says_which_id_became_which()
    {
        var rotation = Assert.Single(BodyVectors.One<UserIdUpdate>("user id update").Rotations);
        Assert.Equal(("ES.1", "ES.2"), (rotation.Previous.UserId.Show(), rotation.NewUserId.Show()));
        Assert.Equal("34600111222", rotation.Previous.PhoneNumber.Show());
    }

    [Theory]
    [InlineData("call from a person", CallDirection.UserInitiated, CallEvent.Connect, CallEnd.Unknown, null)]
    [InlineData("call is over", CallDirection.BusinessInitiated, CallEvent.Terminate, CallEnd.Completed, 120)]
    public void A_call_has_a_person_at_its_other_end(
        string vector, CallDirection direction, CallEvent happened, CallEnd end, int? seconds)
    {
        var call = Assert.Single(BodyVectors.One<CallsUpdate>(vector).Calls);
        Assert.Equal((direction, happened, end), (call.Direction, call.Event, call.Status));
        Assert.Equal("34600111222", call.Person!.PhoneNumber.Show());
        Assert.Equal("ES.13491208655302741918", call.Person.UserId.Show());   // from the contact
        Assert.Equal(seconds is { } known ? TimeSpan.FromSeconds(known) : null, call.Duration);
    }

    [Fact]
    public void A_persons_call_is_read_from_its_row_like_a_message_and_nothing_else_is()
    {
        var call = Assert.Single(BodyVectors.One<CallsUpdate>("call from a person").Calls);
        var row = InboundMessage.Parse(call.Raw);
        Assert.Equal(new IncomingCall(CallEvent.Connect), row.Content);
        Assert.Equal(("message:call", call.Timestamp), (row.Kind, row.Timestamp));
        Assert.Equal(call.Id.Show(), row.Id.Show());

        var ours = Assert.Single(BodyVectors.One<CallsUpdate>("call is over").Calls);
        Assert.Null(InboundMessage.TryParse(ours.Raw, out var reason));
        Assert.Equal(ParkReason.UnknownMessageType, reason);
        // In messages[] there are no calls, whatever an element looks like.
        var odd = Bodies.OneParked(Bodies.Messages(
            """{"id":"wacid.1","from":"1","event":"connect","direction":"USER_INITIATED"}"""));
        Assert.Equal(ParkReason.UnknownMessageType, odd.Reason);
    }

    [Fact]
    public void A_status_of_a_call_is_no_status_of_a_message()
    {
        var status = BodyVectors.One<CallStatus>("call rings");
        Assert.Equal((CallState.Ringing, "status:RINGING"), (status.State, status.Kind));
        Assert.Equal("34600111222", status.Person!.PhoneNumber.Show());
        Assert.Empty(BodyVectors.One<CallsUpdate>("call rings").Calls);
    }

    [Fact]
    public void The_history_keeps_its_people_apart()
    {
        var update = BodyVectors.One<HistoryUpdate>("history");
        Assert.Null(update.Person);
        var chunk = Assert.Single(update.Chunks);
        Assert.Equal((1, 2, 40), (chunk.Phase, chunk.ChunkOrder, chunk.Progress));
        var thread = Assert.Single(chunk.Threads);
        Assert.Equal("34600111222", thread.Person!.PhoneNumber.Show());
        Assert.Equal("Antes", Assert.IsType<TextMessage>(thread.Messages[0].Content).Body.Show());
        Assert.Equal(HistoryStatus.Read, thread.Messages[0].Status);
        Assert.Null(thread.Messages[1].Content);
        Assert.Equal("wamid.H2", thread.Messages[1].Id.Show());
    }

    [Fact]
    public void A_history_that_is_not_shared_says_so() =>
        Assert.Equal([2_593_109], Assert.Single(BodyVectors.One<HistoryUpdate>("no history").Chunks).ErrorCodes);

    [Fact]
    public void The_address_book_has_names_that_the_business_gave()
    {
        var entry = Assert.Single(BodyVectors.One<ContactsSync>("address book").Contacts);
        Assert.Equal(("34600111222", "Ana López"), (entry.Person.PhoneNumber.Show(), entry.FullName.Show()));
        Assert.Equal(SyncAction.Add, entry.Action);
    }

    [Fact]
    public void What_happens_in_a_group_has_its_errors()
    {
        var happened = Assert.Single(BodyVectors.One<GroupsUpdate>("group participants").Groups);
        Assert.Equal(("G1", "group_participants_add"), (happened.GroupId.Show(), happened.Type.Show()));
        Assert.Equal([131000], happened.ErrorCodes);
    }

    [Theory]
    [InlineData("calls", 64, ParkReason.IncompleteContent)]
    [InlineData("calls", 65, ParkReason.TooDeep)]
    public void A_change_nested_too_deep_is_set_aside(string field, int inside, ParkReason expected)
    {
        // Its value and the list are two levels inside the change.
        var nested = new string('[', inside - 2) + new string(']', inside - 2);
        Assert.Equal(expected, Bodies.OneParked(Bodies.Value($"\"calls\":[{nested}]", field)).Reason);
    }

    private static T One<T>(string field, string members)
        where T : FieldUpdate =>
        Assert.IsType<T>(Assert.Single(Bodies.Read(Bodies.Value(members, field)).Elements));
}
