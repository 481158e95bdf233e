using System.Text;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Webhook bodies in the shape that Meta sends, and what the tests read out of them.</summary>
internal static class Bodies
{
    public const string Contact =
        """{"profile":{"name":"Ana","username":"ana.lopez"},"wa_id":"34600111222","user_id":"ES.13491208655302741918"}""";

    public const string Text =
        """
        {"from":"34600111222","from_user_id":"ES.13491208655302741918","id":"wamid.A==","timestamp":"1700000000",
        "type":"text","text":{"body":"Hola"}}
        """;

    public static string Value(string members, string field = "messages") =>
        $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},
        {{members}} },"field":"{{field}}"}]}]}
        """;

    public static string Messages(params string[] messages) =>
        Value($"\"contacts\":[{Contact}],\"messages\":[{string.Join(',', messages)}]");

    public static string Statuses(params string[] statuses) =>
        Value($"\"statuses\":[{string.Join(',', statuses)}]");

    public static WebhookContent Read(string body) => WebhookReader.Read(Encoding.UTF8.GetBytes(body));

    public static InboundMessage OneMessage(string message) =>
        Assert.IsType<InboundMessage>(Assert.Single(Read(Messages(message)).Elements));

    public static ParkedElement OneParked(string body)
    {
        var content = Read(body);
        Assert.Empty(content.Elements);
        return Assert.Single(content.Parked);
    }

    public static string Show(this JsonText text)
    {
        var utf8 = new byte[text.MaxLength];
        return Encoding.UTF8.GetString(utf8, 0, text.Unescape(utf8));
    }

    public static string? Show(this JsonText? text) => text?.Show();

    public static string Show(this ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    public static ReadOnlyMemory<byte> Utf8(this string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The bodies of the vectors and, where present, of the fixtures.</summary>
    public static IReadOnlyList<string> Corpus { get; } =
    [
        .. BodyVectors.All.Select(odd => odd.Body),
        .. Repository.Fixtures("whatsapp/inbound") is { } folder
            ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)
            : [],
    ];
}
