using System.Text.Json;
using Hermetic.Simulator.Webhooks;
using Hermetic.Testing;

namespace Hermetic.Simulator.Tests.Webhooks;

public sealed class WebhookBodyTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly SimulatorOptions _options = Stage.Options(new("http://127.0.0.1:9/"));

    private readonly WebhookBody _bodies = new(_options);
    private readonly MessageUpdates _messages = new(_options);

    private byte[] Text(SimulatedPerson person, string text) => Message(person, PersonMessage.Text(text));

    private byte[] Message(SimulatedPerson person, PersonMessage message) =>
        _bodies.Write(_messages.Message(person, "wamid.1", At, message, media: null));

    private byte[] Status(SimulatedPerson person, StatusStep step) =>
        _bodies.Write(StatusUpdates.Status(Reply(person), step, At));

    private static SentMessage Reply(SimulatedPerson person) =>
        new("wamid.reply", person, person.PhoneNumber ?? person.UserId, "text", "Reply", [])
        {
            At = At,
            CallbackData = "data",
        };

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }

    private static JsonElement Value(byte[] body) =>
        Parse(body).GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");

    /// <summary>
    /// Every member with its way from the root and its kind: <c>entry.changes.value.messages.id:String</c>.
    /// </summary>
    private static IEnumerable<string> Shape(JsonElement element, string path = "") =>
        element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(member => Shape(member.Value, $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Shape(item, path)),
        var kind => [$"{path}:{kind}"],
    };

    [Theory]
    [InlineData("pywa__message__text")]
    [InlineData("pywa__callback_button__button")]
    [InlineData("pywa__message_status__with_tracker")]
    public void Every_member_that_a_recorded_webhook_has_is_written_with_the_same_kind(string recorded)
    {
        var file = Repository.Fixtures($"whatsapp/inbound/{recorded}.json");
        Assert.SkipWhen(file is null, "The recorded webhooks are not beside this checkout.");
        var written = Parse(recorded switch
        {
            "pywa__message__text" => Text(Stage.Anna, "Text"),
            "pywa__callback_button__button" =>
                Message(
                    Stage.Anna, PersonMessage.ButtonReply("id", "title") with { Context = "wamid.0" }),
            _ => Status(Stage.Anna, new("sent", default)),
        });
        // Optional members: people without an organisation, and what Graph v24 took away from statuses.
        var expected = Shape(Parse(File.ReadAllBytes(file!)))
            .Where(member => !member.Contains("parent_user_id", StringComparison.Ordinal))
            .Where(member => !member.Contains(".conversation.", StringComparison.Ordinal));

        Assert.Empty(expected.Except(Shape(written)));
    }

    [Fact]
    public void A_person_known_by_user_id_only_has_no_number_anywhere()
    {
        var value = Value(Text(Stage.Bo, "Text"));

        Assert.Equal(Stage.Bo.UserId, value.At("messages.0.from_user_id"));
        Assert.False(value.GetProperty("messages")[0].TryGetProperty("from", out _));
        Assert.Equal(Stage.Bo.UserId, value.At("contacts.0.user_id"));
        Assert.False(value.GetProperty("contacts")[0].TryGetProperty("wa_id", out _));
    }

    [Fact]
    public void A_timestamp_is_a_string_of_seconds()
    {
        var message = Value(Text(Stage.Anna, "Text")).GetProperty("messages")[0];

        Assert.Equal("1700000000", message.GetProperty("timestamp").GetString());
    }

    [Theory]
    [InlineData("sent", true)]
    [InlineData("delivered", true)]
    [InlineData("read", false)]
    public void Sent_and_delivered_say_what_the_message_costs(string status, bool priced)
    {
        var value = Value(Status(Stage.Anna, new(status, default)));
        var written = value.GetProperty("statuses")[0];

        Assert.Equal(priced, written.TryGetProperty("pricing", out var pricing));
        if (priced)
            Assert.Equal("PMP", pricing.At("pricing_model"));
    }

    [Fact]
    public void A_failure_has_no_contacts_and_names_a_user_id_only_for_those_without_a_number()
    {
        var step = new StatusStep("failed", default) { Code = 131026 };
        var withNumber = Value(Status(Stage.Anna, step));
        var without = Value(Status(Stage.Bo, step));

        Assert.False(withNumber.TryGetProperty("contacts", out _));
        Assert.False(withNumber.GetProperty("statuses")[0].TryGetProperty("recipient_user_id", out _));
        Assert.Equal(Stage.Bo.UserId, without.At("statuses.0.recipient_user_id"));
        Assert.False(without.GetProperty("statuses")[0].TryGetProperty("recipient_id", out _));
    }

    [Fact]
    public void Text_survives_whatever_it_contains()
    {
        const string Odd = "\"quoted\" \\ back / slash \u0001 \u2028 äöü 🦊 <script> {}[]";

        Assert.Equal(Odd, Value(Text(Stage.Anna, Odd)).At("messages.0.text.body"));
    }
}
