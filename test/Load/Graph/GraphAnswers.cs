using System.Text;

namespace Load;

/// <summary>Bodies of the Graph API's answers.</summary>
public static class GraphAnswers
{
    public static byte[] Success { get; } = """{"success":true}"""u8.ToArray();

    /// <summary>What a proxy in front of an API says when the API is gone.</summary>
    public static byte[] Nonsense { get; } = "<html><body><h1>500</h1></body></html>"u8.ToArray();

    public static byte[] Accepted(AcceptedMessage message) => Encoding.UTF8.GetBytes(
        $$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{message.To}}","wa_id":"{{message.To}}"}],"messages":[{"id":"{{message.Wamid}}"}]}""");

    public static byte[] Error(int code) => Encoding.UTF8.GetBytes(
        $$$"""{"error":{"message":"(#{{{code}}}) refused","type":"OAuthException","code":{{{code}}},"error_data":{"messaging_product":"whatsapp","details":"on purpose"},"fbtrace_id":"A1"}}""");
}
