using System.Text.Json;

namespace Hermetic.Simulator.Tests;

public sealed class CloudApiSimulatorPeopleTests
{
    private static JsonElement Last(Stage stage) => stage.Service.Received[^1].Value;

    [Fact]
    public async Task A_rotation_is_told_and_only_the_new_user_id_reaches_the_person()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Bo);

        var now = await stage.Simulator.RotateUserIdAsync(Stage.Bo);

        var system = Last(stage).GetProperty("messages")[0].GetProperty("system");
        Assert.Equal("user_changed_user_id", system.At("type"));
        Assert.Equal((Stage.Bo.UserId, now.UserId), (system.At("previous_user_id"), system.At("user_id")));
        Assert.Equal("131026", (await stage.RefusedAsync(To(Stage.Bo))).At("code"));
        await stage.AcceptedAsync(To(now));
        await stage.Simulator.SendTextAsync(Stage.Bo, "It is still me");
        Assert.Equal(now.UserId, stage.Service.Received[^1].Message!.Value.At("from_user_id"));
    }

    [Fact]
    public async Task A_rotation_can_come_by_the_retired_field()
    {
        await using var stage = await Stage.SetAsync();

        var now = await stage.Simulator.RotateUserIdAsync(Stage.Anna, retiredField: true);

        var rotation = Last(stage).GetProperty("user_id_update")[0];
        Assert.Equal(Stage.Anna.UserId, rotation.At("user_id.previous"));
        Assert.Equal(now.UserId, rotation.At("user_id.current"));
    }

    [Fact]
    public async Task A_new_number_brings_a_new_user_id_and_the_old_number_reaches_nobody()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);

        var now = await stage.Simulator.ChangeNumberAsync(Stage.Anna, "4915770000000");

        var system = Last(stage).GetProperty("messages")[0].GetProperty("system");
        Assert.Equal("user_changed_number", system.At("type"));
        Assert.Equal("4915770000000", system.At("wa_id"));
        Assert.NotEqual(Stage.Anna.UserId, now.UserId);
        Assert.Equal("131026", (await stage.RefusedAsync(Stage.Text("Hi"))).At("code"));
        await stage.AcceptedAsync(Stage.Text("Hi", to: "+4915770000000"));
    }

    [Fact]
    public async Task Two_people_cannot_have_one_number()
    {
        await using var stage = await Stage.SetAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => stage.Simulator.ChangeNumberAsync(Stage.Bo, Stage.Anna.PhoneNumber!));
        Assert.Throws<ArgumentException>(
            () => stage.Simulator.AddPerson(new("Other", null, Stage.Anna.UserId)));
    }

    [Fact]
    public async Task A_send_that_names_a_former_identity_key_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Bo);
        var before = await stage.Simulator.ChangeIdentityAsync(Stage.Bo);
        var now = await stage.Simulator.ChangeIdentityAsync(Stage.Bo);

        var message = Last(stage).GetProperty("messages")[0];
        Assert.Equal("customer_identity_changed", message.At("system.type"));
        Assert.Equal(now.IdentityKeyHash, message.At("identity.hash"));
        Assert.Equal("137000", (await stage.RefusedAsync(To(now, before.IdentityKeyHash))).At("code"));
        await stage.AcceptedAsync(To(now, now.IdentityKeyHash));
        await stage.AcceptedAsync(To(now));
    }

    [Theory]
    [InlineData(false, "stop")]
    [InlineData(true, "resume")]
    public async Task Stopping_and_resuming_marketing_is_told(bool wanted, string value)
    {
        await using var stage = await Stage.SetAsync();

        await stage.Simulator.SetMarketingAsync(Stage.Anna, wanted);

        Assert.Equal(value, Last(stage).At("user_preferences.0.value"));
        Assert.Equal("marketing_messages", Last(stage).At("user_preferences.0.category"));
    }

    [Fact]
    public async Task Who_blocks_the_business_gets_nothing_although_the_send_is_accepted()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.Block(Stage.Anna);

        await stage.AcceptedAsync(Stage.Text("Hi"));

        var status = (await stage.Service.NextAsync(alreadySeen: 1)).Status!.Value;
        Assert.Equal(("failed", "131026"), (status.At("status"), status.At("errors.0.code")));
    }

    [Fact]
    public async Task A_person_with_a_username_and_no_number_is_told_apart_by_the_user_id()
    {
        await using var stage = await Stage.SetAsync();
        var cleo = new SimulatedPerson("Cleo", PhoneNumber: null, "FR.123")
        {
            Username = "cleo.pm",
            ParentUserId = "FR.ENT.9",
        };
        stage.Simulator.AddPerson(cleo);

        await stage.Simulator.SendTextAsync(cleo, "Bonjour");

        Assert.Equal("cleo.pm", Last(stage).At("contacts.0.profile.username"));
        Assert.Equal("FR.ENT.9", Last(stage).At("messages.0.from_parent_user_id"));
        Assert.False(Last(stage).GetProperty("messages")[0].TryGetProperty("from", out _));
    }

    [Fact]
    public async Task A_call_opens_the_window_and_a_reaction_does_not()
    {
        await using var stage = await Stage.SetAsync();
        await stage.Simulator.SendAsync(Stage.Anna, PersonMessage.Reaction("wamid.0", "👍"));
        Assert.Equal("131047", (await stage.RefusedAsync(Stage.Text("Hi"))).At("code"));

        await stage.Simulator.CallAsync(Stage.Anna, "connect");

        Assert.Equal("connect", Last(stage).At("calls.0.event"));
        await stage.AcceptedAsync(Stage.Text("Hi"));
    }

    [Fact]
    public async Task An_echo_is_from_the_business_to_the_person()
    {
        await using var stage = await Stage.SetAsync();

        var wamid = await stage.Simulator.EchoAsync(Stage.Anna, PersonMessage.Text("From my phone"));

        var echo = Last(stage).GetProperty("message_echoes")[0];
        Assert.Equal((wamid, "493012345678"), (echo.At("id"), echo.At("from")));
        Assert.Equal((Stage.Anna.PhoneNumber, Stage.Anna.UserId), (echo.At("to"), echo.At("to_user_id")));
        Assert.Equal("From my phone", echo.At("text.body"));
    }

    [Fact]
    public async Task Events_of_the_account_have_a_time_and_no_metadata()
    {
        await using var stage = await Stage.SetAsync();

        await stage.Simulator.RaiseAsync(AccountEvent.Security("PIN_CHANGED", "493012345678"));

        using var body = JsonDocument.Parse(stage.Service.Received[^1].Body);
        var entry = body.RootElement.GetProperty("entry")[0];
        Assert.Equal(JsonValueKind.Number, entry.GetProperty("time").ValueKind);
        Assert.Equal("security", entry.At("changes.0.field"));
        Assert.Equal("PIN_CHANGED", entry.At("changes.0.value.event"));
        Assert.False(entry.GetProperty("changes")[0].GetProperty("value").TryGetProperty("metadata", out _));
    }

    [Fact]
    public async Task A_changed_template_is_told_with_its_state()
    {
        await using var stage = await Stage.SetAsync();

        await stage.Simulator.ChangeTemplateAsync(
            SimulatedTemplate.HelloWorld with { State = SimulatedTemplate.Paused }, "LOW_QUALITY");

        Assert.Equal(("PAUSED", "hello_world"), (Last(stage).At("event"), Last(stage).At("message_template_name")));
        Assert.Equal(SimulatedTemplate.Paused, Assert.Single(stage.Simulator.Templates).State);
    }

    [Fact]
    public async Task A_batch_is_one_webhook_with_every_message_in_order()
    {
        await using var stage = await Stage.SetAsync();
        var messages = Enumerable.Range(0, 1000)
            .Select(i => (i % 3 == 0 ? Stage.Bo : Stage.Anna, PersonMessage.Text($"{i}"))).ToList();

        var wamids = await stage.Simulator.SendBatchAsync(messages);

        Assert.Single(stage.Service.Received);
        using var body = JsonDocument.Parse(stage.Service.Received[0].Body);
        var texts = body.RootElement.GetProperty("entry")[0].GetProperty("changes").EnumerateArray()
            .SelectMany(change => change.GetProperty("value").GetProperty("messages").EnumerateArray())
            .Select(message => message.At("text.body"));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), texts);
        Assert.Equal(1000, wamids.Distinct().Count());
        Assert.Equal(wamids, Assert.Single(stage.Simulator.Deliveries).Wamids);
        await Assert.ThrowsAsync<ArgumentException>(
            () => stage.Simulator.SendBatchAsync([.. messages, messages[0]]));
    }

    private static object To(SimulatedPerson person, string? identityKeyHash = null) => new
    {
        messaging_product = "whatsapp",
        recipient = person.UserId,
        type = "text",
        text = new { body = "Hi" },
        recipient_identity_key_hash = identityKeyHash,
    };
}
