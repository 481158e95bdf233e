namespace Hermetic.WhatsApp.Tests;

/// <summary>A message of every kind: as in the project's vectors, and as in Meta's published requests.</summary>
internal static class Examples
{
    private static readonly MediaId s_media = MediaId.Read("77"u8)!;

    /// <summary>Named as in <c>test/vectors/whatsapp/outbound-messages.json</c>.</summary>
    public static IReadOnlyDictionary<string, OutboundMessage> Own { get; } = new Dictionary<string, OutboundMessage>
    {
        ["text"] = new OutboundText("mañana 👍".Utf8()),
        ["buttons with header and footer"] = new OutboundButtons(
            "Body".Utf8(), new("yes".Utf8(), "Sí".Utf8()), new("no".Utf8(), "No".Utf8()))
        {
            Header = InteractiveHeader.Text("Head".Utf8()),
            Footer = "Foot".Utf8(),
        },
        ["buttons under an image"] = new OutboundButtons("Body".Utf8(), new ReplyButton("yes".Utf8(), "Yes".Utf8()))
        {
            Header = InteractiveHeader.Image(s_media),
        },
        ["list"] = new OutboundList(
            "Body".Utf8(), "Choose".Utf8(),
            new("Monday".Utf8(), [new("r1".Utf8(), "10:00".Utf8(), "with Ana".Utf8()), new("r2".Utf8(), "11:00".Utf8())]),
            new("Tuesday".Utf8(), [new("r3".Utf8(), "10:00".Utf8())]))
        {
            Header = "Head".Utf8(),
            Footer = "Foot".Utf8(),
        },
        ["list of one section"] = new OutboundList(
            "Body".Utf8(), "Choose".Utf8(), new ListSection(default, [new("r1".Utf8(), "10:00".Utf8())])),
        ["link"] = new OutboundLink("Body".Utf8(), "Open".Utf8(), "https://example.com/a?b=c#d".Utf8())
        {
            Header = InteractiveHeader.Document(s_media),
            Footer = "Foot".Utf8(),
        },
        ["location request"] = new OutboundLocationRequest("Body".Utf8()),
        ["location"] = new OutboundLocation(37.758056, -122.425332) { Name = "Salon".Utf8(), Address = "1 Main Street".Utf8() },
        ["bare location"] = new OutboundLocation(-90, 180),
        ["contacts"] = new OutboundContacts(
            new OutboundContact(
                "Salon Lux".Utf8(), "Salon".Utf8(), "Lux".Utf8(), parts:
                [
                    ContactPart.Phone("+34 600 111 222".Utf8(), "WORK".Utf8(), "34600111222".Utf8()),
                    ContactPart.Email("a@example.com".Utf8(), "WORK".Utf8()),
                    ContactPart.Phone("+34 600 111 223".Utf8()),
                ])
            {
                Birthday = new(1990, 2, 3),
            }.WithWork("Lux".Utf8(), title: "Owner".Utf8()),
            new OutboundContact("Ana".Utf8(), "Ana".Utf8())),
        ["reaction"] = OutboundReaction.With("wamid.A".Utf8(), "😀".Utf8()),
        ["reaction removed"] = OutboundReaction.Removal("wamid.A".Utf8()),
        ["image"] = OutboundMedia.Image(s_media, "Look".Utf8()),
        ["image alone"] = OutboundMedia.Image(s_media),
        ["video"] = OutboundMedia.Video(s_media, "Look".Utf8()),
        ["document"] = OutboundMedia.Document(s_media, "a.pdf".Utf8(), "Look".Utf8()),
        ["audio"] = OutboundMedia.Audio(s_media),
        ["voice"] = OutboundMedia.Audio(s_media, isVoice: true),
        ["sticker"] = OutboundMedia.Sticker(s_media),
        ["template"] = new OutboundTemplate("hello_world", "en_US"),
        ["template with numbered places"] = new OutboundTemplate("reminder_2", "es")
        {
            Header = TemplateParameter.Document(s_media, "a.pdf".Utf8()),
            Body =
            [
                TemplateParameter.Text("Ana".Utf8()),
                TemplateParameter.Currency("25 €".Utf8(), "EUR", 25000),
                TemplateParameter.DateTime("lunes".Utf8()),
            ],
            ButtonValues =
            [
                TemplateButton.QuickReply(0, "ok".Utf8()),
                TemplateButton.Url(1, "abc".Utf8()),
                TemplateButton.CopyCode(2, "LUX10".Utf8()),
            ],
        },
        ["template with named places"] = new OutboundTemplate("reminder", "pt_BR")
        {
            Header = TemplateParameter.Location(new(1.5, 2.5) { Name = "Salon".Utf8() }),
            Body = [TemplateParameter.Text("Ana".Utf8(), "who"), TemplateParameter.Text("10:00".Utf8(), "when")],
        },
        ["answer to a message, for one identity key"] = new OutboundText("Yes".Utf8()),
    };

    /// <summary>Named as the files of Meta's Postman collection; the placeholders are the content.</summary>
    public static IReadOnlyDictionary<string, OutboundMessage> Published { get; } = new Dictionary<string, OutboundMessage>
    {
        ["send_text_message"] = new OutboundText("text-message-content".Utf8()),
        ["send_reply_to_text_message"] = new OutboundText("<TEXT_MSG_CONTENT>".Utf8()),
        ["send_reply_button"] = new OutboundButtons(
            "<BUTTON_TEXT>".Utf8(),
            new("<UNIQUE_BUTTON_ID_1>".Utf8(), "<BUTTON_TITLE_1>".Utf8()),
            new("<UNIQUE_BUTTON_ID_2>".Utf8(), "<BUTTON_TITLE_2>".Utf8())),
        ["send_list_message"] = List(),
        ["send_reply_to_list_message"] = List(),
        ["send_location_message"] = Headquarters(),
        ["send_reply_to_location_message"] = Headquarters(),
        ["send_contact_message"] = new OutboundContacts(JohnSmith()),
        ["send_reply_to_contact_message"] = new OutboundContacts(JohnSmith()),
        ["send_reply_with_reaction_message"] = OutboundReaction.With("wamid.HBgLM...".Utf8(), "😀".Utf8()),
        ["send_image_message_by_id"] = OutboundMedia.Image(s_media),
        ["send_audio_message_by_id"] = OutboundMedia.Audio(s_media, isVoice: true),
        ["send_reply_to_audio_message_by_id"] = OutboundMedia.Audio(s_media, isVoice: true),
        ["send_video_message_by_id"] = OutboundMedia.Video(s_media, "<VIDEO_CAPTION_TEXT>".Utf8()),
        ["send_reply_to_video_message_by_id"] = OutboundMedia.Video(s_media, "<VIDEO_CAPTION_TEXT>".Utf8()),
        ["send_sticker_message_by_id"] = OutboundMedia.Sticker(s_media),
        ["send_reply_to_sticker_message_by_id"] = OutboundMedia.Sticker(s_media),
        ["send_document_message_by_id"] = Document(),
        ["send_reply_to_document_message_by_id"] = Document(),
        ["send_message_template_text"] = Template(),
        ["send_message_template_media"] = Template(TemplateParameter.Image(s_media)),
        ["send_message_template_interactive"] = Template(
            TemplateParameter.Image(s_media),
            TemplateButton.QuickReply(0, "aGlzIHRoaXMgaXMgY29v".Utf8()), TemplateButton.QuickReply(1, "9rwnB8RbYmPF5t2Mn09x4h".Utf8())),
    };

    private static OutboundList List()
    {
        return new("<BODY_TEXT>".Utf8(), "<BUTTON_TEXT>".Utf8(), Section(1), Section(2))
        {
            Header = "<HEADER_TEXT>".Utf8(),
            Footer = "<FOOTER_TEXT>".Utf8(),
        };

        static ListSection Section(int number) => new($"<LIST_SECTION_{number}_TITLE>".Utf8(), [Row(number, 1), Row(number, 2)]);

        static ListRow Row(int section, int row) => new(
            $"<LIST_SECTION_{section}_ROW_{row}_ID>".Utf8(), $"<SECTION_{section}_ROW_{row}_TITLE>".Utf8(),
            $"<SECTION_{section}_ROW_{row}_DESC>".Utf8());
    }

    private static OutboundLocation Headquarters() => new(37.758056, -122.425332)
    {
        Name = "META HQ".Utf8(),
        Address = "1 Hacker Way, Menlo Park, CA 94025".Utf8(),
    };

    private static OutboundMedia Document() =>
        OutboundMedia.Document(s_media, "<DOCUMENT_FILENAME>".Utf8(), "<DOCUMENT_CAPTION_TO_SEND>".Utf8());

    private static OutboundTemplate Template(TemplateParameter? header = null, params TemplateButton[] buttons) =>
        new("template_name", "en_US")
        {
            Header = header,
            Body =
            [
                TemplateParameter.Text("text-string".Utf8()),
                TemplateParameter.Currency("$100.99".Utf8(), "USD", 100990),
                TemplateParameter.DateTime("February 25, 1977".Utf8()),
            ],
            ButtonValues = buttons,
        };

    private static OutboundContact JohnSmith()
    {
        var (home, work) = ("HOME".Utf8(), "WORK".Utf8());
        return new OutboundContact(
            "John Smith".Utf8(), "John".Utf8(), "Smith".Utf8(), "D.".Utf8(), "Dr".Utf8(), "Jr".Utf8(),
            Address("1 Hacker Way", home), Address("200 Jefferson Dr", work),
            ContactPart.Email("test@fb.com".Utf8(), work), ContactPart.Email("test@whatsapp.com".Utf8(), home),
            ContactPart.Phone("+1 (940) 555-1234".Utf8(), home),
            ContactPart.Phone("+1 (650) 555-1234".Utf8(), work, "16505551234".Utf8()),
            ContactPart.WebPage("https://www.facebook.com".Utf8(), work), ContactPart.WebPage("https://www.whatsapp.com".Utf8(), home))
        {
            Birthday = new(2012, 8, 18),
        }.WithWork("WhatsApp".Utf8(), "Design".Utf8(), "Manager".Utf8());

        static ContactPart Address(string street, ReadOnlyMemory<byte> kind) => ContactPart.Address(
            street.Utf8(), "Menlo Park".Utf8(), "CA".Utf8(), "94025".Utf8(), "United States".Utf8(), "us".Utf8(), kind);
    }
}
