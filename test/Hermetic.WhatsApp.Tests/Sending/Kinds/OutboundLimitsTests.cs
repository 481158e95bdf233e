namespace Hermetic.WhatsApp.Tests;

/// <summary>What WhatsApp would refuse never leaves, and the refusal does not quote it.</summary>
public sealed class OutboundLimitsTests
{
    private static readonly ReadOnlyMemory<byte> s_x = "x".Utf8();
    private static readonly MediaId s_media = MediaId.Read("77"u8)!;

    public static TheoryData<string, int, bool, Func<ReadOnlyMemory<byte>, object>> Texts => new()
    {
        { "header of buttons", 60, false, text => InteractiveHeader.Text(text) },
        { "footer of buttons", 60, true, text => new OutboundButtons(s_x, new ReplyButton(s_x, s_x)) { Footer = text } },
        { "body of buttons", 1024, false, text => new OutboundButtons(text, new ReplyButton(s_x, s_x)) },
        { "body of a list", 4096, false, text => new OutboundList(text, s_x, Section(1)) },
        { "button of a list", 20, false, text => new OutboundList(s_x, text, Section(1)) },
        { "header of a list", 60, true, text => new OutboundList(s_x, s_x, Section(1)) { Header = text } },
        { "title of a section", 24, true, text => new OutboundList(s_x, s_x, Section(1) with { Title = text }) },
        { "id of a row", 200, false, text => List(new(text, s_x)) },
        { "title of a row", 24, false, text => List(new(s_x, text)) },
        { "description of a row", 72, true, text => List(new(s_x, s_x, text)) },
        { "body of a link", 1024, false, text => new OutboundLink(text, s_x, "https://a.example".Utf8()) },
        { "label of a link", 20, false, text => new OutboundLink(s_x, text, "https://a.example".Utf8()) },
        { "body of a location request", 1024, false, text => new OutboundLocationRequest(text) },
        { "name of a place", 1000, true, text => new OutboundLocation(0, 0) { Name = text } },
        { "address of a place", 1000, true, text => new OutboundLocation(0, 0) { Address = text } },
        { "caption of an image", 1024, true, text => OutboundMedia.Image(s_media, text) },
        { "caption of a video", 1024, true, text => OutboundMedia.Video(s_media, text) },
        { "caption of a document", 1024, true, text => OutboundMedia.Document(s_media, default, text) },
        { "name of a document", 240, true, text => OutboundMedia.Document(s_media, text) },
        { "message of a reaction", 512, false, text => OutboundReaction.With(text, "x".Utf8()) },
        { "emoji", 64, false, text => OutboundReaction.With(s_x, text) },
        { "name of a contact", 1000, false, text => new OutboundContact(text, s_x) },
        { "first name of a contact", 1000, false, text => new OutboundContact(s_x, text) },
        { "last name of a contact", 1000, true, text => new OutboundContact(s_x, s_x, text) },
        { "number of a contact", 1000, false, text => ContactPart.Phone(text) },
        { "company of a contact", 1000, false, text => new OutboundContact(s_x, s_x).WithWork(text) },
        { "text in a template", 1024, false, text => TemplateParameter.Text(text) },
        { "amount in a template", 1024, false, text => TemplateParameter.Currency(text, "EUR", 1) },
        { "date in a template", 1024, false, text => TemplateParameter.DateTime(text) },
        { "payload of a template's button", 256, false, text => TemplateButton.QuickReply(0, text) },
        { "end of a template's address", 2000, false, text => TemplateButton.Url(0, text) },
        { "code of a template's button", 20, false, text => TemplateButton.CopyCode(0, text) },
        { "answered message", 512, true, text => new SendOptions { ReplyTo = text } },
        { "identity key hash", 512, true, text => new SendOptions { IdentityKeyHash = text } },
    };

    [Theory, MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void A_text_has_a_limit_in_UTF16_units(
        string what, int most, bool mayBeEmpty, Func<ReadOnlyMemory<byte>, object> make)
    {
        Assert.NotNull(make(new string('ä', most).Utf8()));
        Assert.NotNull(make("👍".Utf8()));
        var refusal = Assert.Throws<ArgumentException>(() => make(string.Concat(new string('g', most - 1), "👍").Utf8()));
        Assert.Contains($"has {most + 1} characters; WhatsApp allows {most}.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("gggg", refusal.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => make(new byte[] { 0xC3, 0x28 }));
        Assert.Equal((what, mayBeEmpty), (what, Record.Exception(() => make(default)) is null));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 10, true)]
    [InlineData(10, 1, true)]
    [InlineData(1, 11, false)]
    [InlineData(2, 6, false)]
    [InlineData(11, 1, false)]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, false)]
    public void A_list_has_up_to_10_rows_in_all(int sections, int rows, bool allowed)
    {
        var parts = Enumerable.Range(0, sections).Select(section => Section(rows, $"s{section}", titled: true)).ToArray();
        Assert.Equal(allowed, Record.Exception(() => new OutboundList(s_x, s_x, parts)) is null);
    }

    [Fact]
    public void Rows_and_sections_can_be_told_apart()
    {
        Assert.Throws<ArgumentException>(() => new OutboundList(s_x, s_x, Section(1, "a", titled: true), Section(1, "a", titled: true)));
        Assert.Throws<ArgumentException>(() => new OutboundList(s_x, s_x, Section(1, "a"), Section(1, "b", titled: true)));
        Assert.Throws<ArgumentException>(() => new OutboundList(s_x, s_x, Section(0, "a", titled: true), Section(1, "b", titled: true)));
    }

    [Theory]
    [InlineData("https://example.com", true)]
    [InlineData("https://example.com:8443/a%20b?c=d#e", true)]
    [InlineData("http://example.com", false)]
    [InlineData("HTTPS://example.com", false)]
    [InlineData("https://", false)]
    [InlineData("https:///path", false)]
    [InlineData("https://user@example.com", false)]
    [InlineData("https://example.com\\@evil.example", false)]
    [InlineData("https://example.com/a b", false)]
    [InlineData("https://example.com/\n", false)]
    [InlineData("https://exämple.com", false)]
    [InlineData("javascript:alert(1)//https://", false)]
    [InlineData("tel:+34600111222", false)]
    [InlineData("", false)]
    public void A_link_is_an_https_address(string url, bool allowed) =>
        Assert.Equal(allowed, Record.Exception(() => new OutboundLink(s_x, s_x, url.Utf8())) is null);

    [Fact]
    public void A_link_has_up_to_2000_characters()
    {
        var longest = string.Concat("https://example.com/", new string('a', 1980));
        Assert.NotNull(new OutboundLink(s_x, s_x, longest.Utf8()));
        Assert.Throws<ArgumentException>(() => new OutboundLink(s_x, s_x, (longest + "a").Utf8()));
    }

    [Theory]
    [InlineData(90, 180, true)]
    [InlineData(-90, -180, true)]
    [InlineData(90.1, 0, false)]
    [InlineData(-90.1, 0, false)]
    [InlineData(0, 180.1, false)]
    [InlineData(0, -180.1, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.PositiveInfinity, false)]
    public void A_place_is_on_the_globe(double latitude, double longitude, bool allowed) =>
        Assert.Equal(allowed, Record.Exception(() => new OutboundLocation(latitude, longitude)) is null);

    [Theory]
    [InlineData("hello_world", "en", true)]
    [InlineData("a2", "pt_BR", true)]
    [InlineData("a", "fil", true)]
    [InlineData("Hello", "en", false)]
    [InlineData("hello-world", "en", false)]
    [InlineData("", "en", false)]
    [InlineData("a", "", false)]
    [InlineData("a", "en-US", false)]
    [InlineData("a", "EN", false)]
    [InlineData("a", "en\n", false)]
    public void A_template_has_a_name_and_a_language(string name, string language, bool allowed) =>
        Assert.Equal(allowed, Record.Exception(() => new OutboundTemplate(name, language)) is null);

    [Fact]
    public void A_templates_places_are_numbered_or_named_and_its_buttons_filled_once()
    {
        var (plain, named) = (TemplateParameter.Text(s_x), TemplateParameter.Text(s_x, "who"));
        Assert.NotNull(new OutboundTemplate("a", "en") { Body = [plain, plain] });
        Assert.Throws<ArgumentException>(() => new OutboundTemplate("a", "en") { Body = [plain, named] });
        Assert.Throws<ArgumentException>(() => new OutboundTemplate("a", "en") { Body = [named, named] });
        Assert.Throws<ArgumentException>(() => new OutboundTemplate("a", "en") { Body = [TemplateParameter.Text(s_x, "")] });
        var button = TemplateButton.QuickReply(9, s_x);
        Assert.Throws<ArgumentException>(() => new OutboundTemplate("a", "en") { ButtonValues = [button, button] });
        Assert.Throws<ArgumentOutOfRangeException>(() => TemplateButton.QuickReply(10, s_x));
        Assert.Throws<ArgumentOutOfRangeException>(() => TemplateButton.Url(-1, s_x));
        Assert.Throws<ArgumentException>(() => TemplateParameter.Currency(s_x, "eur", 1));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(257, true)]
    [InlineData(0, false)]
    [InlineData(258, false)]
    public void A_message_has_up_to_257_contacts(int count, bool allowed)
    {
        var contacts = Enumerable.Repeat(new OutboundContact(s_x, s_x), count).ToArray();
        Assert.Equal(allowed, Record.Exception(() => new OutboundContacts(contacts)) is null);
    }

    private static OutboundList List(ListRow row) => new(s_x, s_x, new ListSection(default, [row]));

    private static ListSection Section(int rows, string name = "s", bool titled = false) => new(
        titled ? name.Utf8() : default,
        [.. Enumerable.Range(0, rows).Select(row => new ListRow($"{name}{row}".Utf8(), s_x))]);
}
