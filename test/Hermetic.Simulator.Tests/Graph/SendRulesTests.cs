using System.Text.Json;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Tests.Graph;

/// <summary>The simulator refuses what Meta refuses: the limits, each one at it and one over it.</summary>
public sealed class SendRulesTests
{
    private static string X(int length) => new('x', length);

    private static int? CodeOf(string members)
    {
        using var document = JsonDocument.Parse(
            """{"messaging_product":"whatsapp","to":"+4915",""" + members + "}");
        try
        {
            SendRequest.Read(document.RootElement);
            return null;
        }
        catch (InvalidSendException invalid)
        {
            return invalid.Error.Code;
        }
    }

    private static string Interactive(string type, string action, string body = "Which?", string more = "") =>
        $$"""
        "type":"interactive","interactive":{"type":"{{type}}","body":{"text":"{{body}}"},
        "action":{{action}}{{more}} }
        """;

    private static string Rows(int count, int title = 5, int id = 5, int description = 5) =>
        string.Join(',', Enumerable.Range(0, count).Select(i =>
            $$"""{"id":"{{i % 10}}{{X(id - 1)}}","title":"{{X(title)}}","description":"{{X(description)}}"}"""));

    private static string List(string sections, string button = "Choose", string body = "Which?", string more = "") =>
        Interactive("list", $$"""{"button":"{{button}}","sections":[{{sections}}]}""", body, more);

    private static string Section(string rows, string title = "Section") =>
        $$"""{"title":"{{title}}","rows":[{{rows}}]}""";

    private static string Link(string url, string text = "Open") => Interactive(
        "cta_url", $$$"""{"name":"cta_url","parameters":{"display_text":"{{{text}}}","url":"{{{url}}}"}}""");

    private static string Flow(string parameters) =>
        Interactive("flow", $$$"""{"name":"flow","parameters":{{{{parameters}}}}}""");

    private static string Media(string kind, string members) =>
        $$"""
        "type":"{{kind}}","{{kind}}":{{{members}}}
        """;

    public static TheoryData<string, int?, string> Rules() => new()
    {
        { "ten rows", null, List(Section(Rows(10))) },
        { "no rows", 131009, List(Section("")) },
        { "eleven rows in two sections", 131009, List(Section(Rows(6)) + "," + Section(Rows(5))) },
        { "eleven sections", 131009, List(string.Join(',', Enumerable.Repeat(Section(Rows(1)), 11))) },
        { "no sections", 131009, List("") },
        { "two rows with one id", 131009, List(Section(Rows(1)) + "," + Section(Rows(1))) },
        { "row title 24", null, List(Section(Rows(1, title: 24))) },
        { "row title 25", 131009, List(Section(Rows(1, title: 25))) },
        { "row title 0", 131008, List(Section(Rows(1, title: 0))) },
        { "row id 200", null, List(Section(Rows(1, id: 200))) },
        { "row id 201", 131009, List(Section(Rows(1, id: 201))) },
        { "row description 72", null, List(Section(Rows(1, description: 72))) },
        { "row description 73", 131009, List(Section(Rows(1, description: 73))) },
        { "section title 24", null, List(Section(Rows(1), X(24))) },
        { "section title 25", 131009, List(Section(Rows(1), X(25))) },
        { "sections without titles", 131008, List(Section(Rows(1), "") + "," + Section(Rows(1))) },
        { "list button 20", null, List(Section(Rows(1)), X(20)) },
        { "list button 21", 131009, List(Section(Rows(1)), X(21)) },
        { "list button missing", 131008, List(Section(Rows(1)), "") },
        { "list body 4096", null, List(Section(Rows(1)), body: X(4096)) },
        { "list body 4097", 131009, List(Section(Rows(1)), body: X(4097)) },
        { "header 60", null, List(Section(Rows(1)), more: $$""","header":{"type":"text","text":"{{X(60)}}"}""") },
        { "header 61", 131009, List(Section(Rows(1)), more: $$""","header":{"type":"text","text":"{{X(61)}}"}""") },
        { "list image", 131009, List(Section(Rows(1)), more: ""","header":{"type":"image"}""") },
        { "footer 61", 131009, List(Section(Rows(1)), more: $$""","footer":{"text":"{{X(61)}}"}""") },
        { "link", null, Link("https://example.org/a?b=c") },
        { "link label 21", 131009, Link("https://example.org", X(21)) },
        { "link to a file", 131009, Link("file:///etc/passwd") },
        { "link to nowhere", 131009, Link("example.org") },
        { "flow", null, Flow("""
            "flow_message_version":"3","flow_id":"1","flow_cta":"Open","flow_token":"t","mode":"draft"
            """) },
        { "flow version", 131009, Flow(""" "flow_message_version":"2","flow_id":"1","flow_cta":"Open" """) },
        { "flow without id", 131009, Flow(""" "flow_message_version":"3","flow_cta":"Open" """) },
        { "flow label", 131008, Flow(""" "flow_message_version":"3","flow_id":"1" """) },
        { "flow action", 131009, Flow(""" "flow_message_version":"3","flow_id":"1","flow_cta":"O","flow_action":"x" """) },
        { "location request", null, Interactive("location_request_message", """{"name":"send_location"}""") },
        { "location request by another name", 131009, Interactive("location_request_message", """{"name":"x"}""") },
        { "contact request", null, Interactive("request_contact_info", """{"name":"request_contact_info"}""") },
        { "31 products", 131009, Interactive("product_list", $$"""
            {"catalog_id":"1","sections":[{"product_items":[{{string.Join(',', Enumerable.Repeat("{}", 31))}}]}]}
            """) },
        { "image by id", null, Media("image", """ "id":"1" """) },
        { "image by link", null, Media("image", """ "link":"https://example.org/a.jpg" """) },
        { "image by both", 100, Media("image", """ "id":"1","link":"https://example.org/a.jpg" """) },
        { "image by neither", 100, Media("image", """ "caption":"x" """) },
        { "caption 1024", null, Media("video", $$""" "id":"1","caption":"{{X(1024)}}" """) },
        { "caption 1025", 131009, Media("video", $$""" "id":"1","caption":"{{X(1025)}}" """) },
        { "caption of audio", 131009, Media("audio", """ "id":"1","caption":"x" """) },
        { "caption of a sticker", 131009, Media("sticker", """ "id":"1","caption":"x" """) },
        { "filename", null, Media("document", """ "id":"1","filename":"a.pdf" """) },
        { "filename of an image", 131009, Media("image", """ "id":"1","filename":"a.jpg" """) },
        { "location", null, Media("location", """ "latitude":37.7,"longitude":"-122.4" """) },
        { "latitude 91", 131009, Media("location", """ "latitude":91,"longitude":0 """) },
        { "latitude NaN", 131009, Media("location", """ "latitude":"NaN","longitude":0 """) },
        { "longitude missing", 131008, Media("location", """ "latitude":1 """) },
        { "reaction", null, Media("reaction", """ "message_id":"wamid.1","emoji":"👍🏽" """) },
        { "reaction taken back", null, Media("reaction", """ "message_id":"wamid.1","emoji":"" """) },
        { "reaction of two", 131009, Media("reaction", """ "message_id":"wamid.1","emoji":"👍👍" """) },
        { "reaction of a letter", 131009, Media("reaction", """ "message_id":"wamid.1","emoji":"a" """) },
        { "reaction without emoji", 131008, Media("reaction", """ "message_id":"wamid.1" """) },
        { "reaction to nothing", 131008, Media("reaction", """ "emoji":"👍" """) },
        { "contact", null, """ "type":"contacts","contacts":[{"name":{"formatted_name":"A","first_name":"A"}}] """ },
        { "contact without parts", 131009, """ "type":"contacts","contacts":[{"name":{"formatted_name":"A"}}] """ },
        { "contact without name", 131008, """ "type":"contacts","contacts":[{"phones":[]}] """ },
        { "no contacts", 131008, """ "type":"contacts","contacts":[] """ },
        { "template without language", 131008, """ "type":"template","template":{"name":"a"} """ },
        { "template without name", 131008, """ "type":"template","template":{"language":{"code":"de"}} """ },
        { "template as text", 131008, """ "type":"template","template":"hello_world" """ },
    };

    [Theory, MemberData(nameof(Rules))]
    public void A_limit_holds_at_it_and_not_beyond(string rule, int? code, string members) =>
        Assert.True(CodeOf(members) == code, $"{rule}: {CodeOf(members)}");
}
