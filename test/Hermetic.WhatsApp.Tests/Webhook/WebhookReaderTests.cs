using System.Text;

namespace Hermetic.WhatsApp.Tests;

public sealed class WebhookReaderTests
{
    public static TheoryData<BodyVector> Vectors => [.. BodyVectors.All];

    [Theory, MemberData(nameof(Vectors), DisableDiscoveryEnumeration = true)]
    public void A_body_is_typed_and_parked_as_its_vector_says(BodyVector vector)
    {
        var content = Bodies.Read(vector.Body);
        Assert.Equal(string.Join(' ', vector.Typed), string.Join(' ', content.Elements.Select(element => element.Kind)));
        Assert.Equal(string.Join(' ', vector.Parked), string.Join(' ', content.Parked.Select(parked => parked.Reason)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{'entry':[]}")]
    [InlineData("{\"entry\":[],}")]
    [InlineData("// comment\n{}")]
    [InlineData("\"\\ud8\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("\ufeff{}")]
    public void What_is_not_JSON_is_refused_without_quoting_it(string body)
    {
        var refusal = Assert.Throws<WebhookFormatException>(() => Bodies.Read(body));
        Assert.Equal("The body is not JSON.", refusal.Message);
        Assert.Null(refusal.InnerException);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_not_JSON()
    {
        byte[] body = [.. "{\"entry\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Throws<WebhookFormatException>(() => WebhookReader.Read(body));
    }

    [Fact]
    public void Elements_are_slices_of_the_body_and_keep_members_that_nobody_knows()
    {
        var body = Encoding.UTF8.GetBytes(Bodies.Messages(Bodies.Text.Replace("\"type\"", "\"novelty\": [1,  2],\"type\"")));
        var message = Assert.IsType<InboundMessage>(Assert.Single(WebhookReader.Read(body).Elements));
        Assert.Contains("\"novelty\": [1,  2]", message.Raw.Show(), StringComparison.Ordinal);
        Assert.True(body.AsSpan().Overlaps(message.Raw.Span));
        Assert.True(body.AsSpan().Overlaps(Assert.IsType<TextMessage>(message.Content).Body.Raw.Span));
        Assert.True(body.AsSpan().Overlaps(message.Contact!.Raw.Span));
    }

    [Fact]
    public void An_element_says_which_entry_and_number_it_belongs_to()
    {
        var content = Bodies.Read(Bodies.Messages(Bodies.Text, "7"));
        Assert.Equal("102290129340398", content.Elements[0].EntryId.Show());
        Assert.Equal("106540352242922", content.Elements[0].PhoneNumberId.Show());
        Assert.Equal("102290129340398", content.Parked[0].EntryId.Show());
        Assert.Equal("106540352242922", content.Parked[0].PhoneNumberId.Show());
        Assert.Equal("7", content.Parked[0].Raw.Show());
    }

    [Fact]
    public void Many_entries_and_changes_keep_their_order()
    {
        static string Entry(int number) =>
            Bodies.Messages(Bodies.Text.Replace("wamid.A==", $"wamid.{number}", StringComparison.Ordinal))
                .Replace("{\"object\":\"whatsapp_business_account\",\"entry\":[", "", StringComparison.Ordinal)[..^2];
        var body = $"{{\"entry\":[{string.Join(',', Enumerable.Range(0, 20).Select(Entry))}]}}";
        Assert.Equal(
            string.Join(' ', Enumerable.Range(0, 20).Select(number => $"wamid.{number}")),
            string.Join(' ', Bodies.Read(body).Elements.Select(element => element.Id.Show())));
    }

    [Fact]
    public void Errors_beside_messages_are_kept_and_are_no_element()
    {
        var content = Bodies.Read(Bodies.Value($"\"messages\":[{Bodies.Text}],\"errors\":[{{\"code\":131000}}],\"errors\":{{}}"));
        Assert.Single(content.Elements);
        Assert.Empty(content.Parked);
        Assert.Equal(2, content.ErrorsBesideMessages.Count);
        Assert.Equal([131000], content.ErrorsBesideMessages[0].ErrorCodes);
        Assert.Equal("{}", content.ErrorsBesideMessages[1].Raw.Show());
        Assert.Equal("106540352242922", content.ErrorsBesideMessages[0].PhoneNumberId.Show());
    }

    [Fact]
    public void Errors_given_twice_are_two_elements() =>
        Assert.Equal(
            [1, 2],
            Bodies.Read(Bodies.Value("\"errors\":[{\"code\":1}],\"errors\":[{\"code\":2}]")).Elements
                .Cast<ValueErrors>().SelectMany(errors => errors.ErrorCodes));

    [Fact]
    public void A_member_given_twice_hides_no_element()
    {
        var body = Bodies.Value($"\"messages\":[{Bodies.Text}],\"messages\":[{Bodies.Text}]");
        Assert.Equal(2, Bodies.Read(body).Elements.Count);
    }

    [Fact]
    public void Names_and_values_written_with_escapes_are_the_same_names_and_values()
    {
        var plain = Bodies.Messages(Bodies.Text);
        var escaped = JsonMutation.EscapeEveryCharacter(plain);
        var (left, right) = (Assert.Single(Bodies.Read(plain).Elements), Assert.Single(Bodies.Read(escaped).Elements));
        Assert.Equal(left.Id, right.Id);
        Assert.Equal(((InboundMessage)left).Sender, ((InboundMessage)right).Sender);
        Assert.Equal(((InboundMessage)left).Content, ((InboundMessage)right).Content);
        Assert.Equal(((InboundMessage)left).Contact!.ProfileName, ((InboundMessage)right).Contact!.ProfileName);
    }

    [Fact]
    public void An_element_nested_too_deep_is_parked_and_its_neighbour_is_not()
    {
        var deep = Bodies.Text.Replace("\"type\"", $"\"x\":{new string('[', 100_000)}{new string(']', 100_000)},\"type\"");
        var content = Bodies.Read(Bodies.Messages(deep, Bodies.Text));
        Assert.Equal(ParkReason.TooDeep, Assert.Single(content.Parked).Reason);
        Assert.Single(content.Elements);
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_typed()
    {
        static string Nested(int levels) =>
            Bodies.Text.Replace("\"type\"", $"\"x\":{new string('[', levels)}{new string(']', levels)},\"type\"");
        Assert.Single(Bodies.Read(Bodies.Messages(Nested(63))).Elements);
        Assert.Single(Bodies.Read(Bodies.Messages(Nested(65))).Parked);
    }

    [Fact]
    public void The_largest_body_that_Meta_sends_is_read_in_linear_time()
    {
        var (quarter, whole) = (Largest(250), Largest(1000));
        Assert.InRange(whole.Length, 2_900_000, 3 * 1024 * 1024);
        // A quadratic step would make it 16 times as long; the best of several runs is little disturbed by
        // others.
        var (some, all) = (Best(quarter), Best(whole));
        Assert.True(all < 9 * some, $"{some} and {all}");
    }

    private static byte[] Largest(int count)
    {
        static string Numbered(string text, int number) => text
            .Replace("ES.13491208655302741918", $"ES.{number}", StringComparison.Ordinal)
            .Replace("34600111222", $"{34600000000 + number}", StringComparison.Ordinal);
        var contacts = Enumerable.Range(0, count).Select(number => Numbered(Bodies.Contact, number));
        var messages = Enumerable.Range(0, count).Reverse()
            .Select(number => Numbered(Bodies.Text, number).Replace("Hola", new string('x', 2750), StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(Bodies.Value(
            $"\"contacts\":[{string.Join(',', contacts)}],\"messages\":[{string.Join(',', messages)}]"));
    }

    private static TimeSpan Best(byte[] body) => Enumerable.Range(0, 7).Min(_ =>
    {
        var start = TimeProvider.System.GetTimestamp();
        var content = WebhookReader.Read(body);
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        Assert.All(content.Elements, element => Assert.NotNull(((InboundMessage)element).Contact));
        return elapsed;
    });

    [Fact]
    public void A_parked_message_names_its_kind_id_and_sender()
    {
        var parked = Bodies.OneParked(Bodies.Messages(
            Bodies.Text.Replace("\"text\",", "\"image\",", StringComparison.Ordinal)));
        Assert.Equal(ParkReason.IncompleteContent, parked.Reason);
        Assert.Equal("message:image", parked.Kind);
        Assert.Equal("wamid.A==", parked.Id.Show());
        Assert.Equal("ES.13491208655302741918", parked.Person!.UserId.Show());
    }

    [Fact]
    public void A_parked_echo_belongs_to_the_person_it_went_to()
    {
        var parked = Bodies.OneParked(Bodies.Value(
            """
            "message_echoes":[{"from":"15550783881","to":"34600111222","id":"wamid.E","type":"text","text":"x"}]
            """,
            "smb_message_echoes"));
        Assert.Equal((ParkReason.IncompleteContent, "echo:text"), (parked.Reason, parked.Kind));
        Assert.Equal("34600111222", parked.Person!.PhoneNumber.Show());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_parked_field_belongs_to_its_contact_only_when_there_is_one(int contacts, bool named)
    {
        var parked = Bodies.OneParked(Bodies.Value(
            $"\"contacts\":[{string.Join(',', Enumerable.Repeat(Bodies.Contact, contacts))}],\"calls\":[{{}}]", "calls"));
        Assert.Equal("field:calls", parked.Kind);
        Assert.Equal(named, parked.Person is not null);
    }
}
