using System.Security.Cryptography;
using System.Text;
using Hermetic.Cryptography;
using Hermetic.WhatsApp;

namespace Fuzz;

/// <summary>
/// The header <c>X-Hub-Signature-256</c>. Input: mode ‖ length of the header ‖ header ‖ body. The verdict is the
/// reference's: the header is, letter for letter, what HMAC-SHA-256 of the body says.
/// </summary>
public sealed class SignatureTarget : IFuzzTarget
{
    private static readonly byte[] s_key = "fuzzed app secret"u8.ToArray();
    private static readonly Secret s_secret = Secret.FromText("fuzzed app secret");

    public string Name => "signature";

    public IReadOnlyList<byte[]> Corpus { get; } =
    [
        Input(0, Expected("{}"u8), "{}"u8),
        Input(0, "sha256=", "{}"u8),
        Input(1, "\u0007A", """{"object":"whatsapp_business_account","entry":[]}"""u8),
        Input(2, "", "Hello, World!"u8),
        Input(2, "", []),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
        ["sha256="u8.ToArray(), "SHA256="u8.ToArray(), "sha1="u8.ToArray(), "=="u8.ToArray(), ","u8.ToArray()];

    public void Execute(byte[] input)
    {
        if (input.Length < 2)
            return;
        var length = Math.Min(input[1], input.Length - 2);
        var given = Encoding.Latin1.GetString(input, 2, length);
        var body = input.AsSpan(2 + length);
        var expected = Expected(body);
        var header = (input[0] % 3) switch
        {
            0 => given,
            1 => Edited(expected, given),
            _ => expected,
        };
        FindingException.Unless(
            WebhookSignature.Verify(body, header, s_secret) == (header == expected),
            "The signature's verdict is not the reference's.");
        FindingException.Unless(!WebhookSignature.Verify(body, null, s_secret), "No header was accepted.");
    }

    /// <summary>The right header with some letters replaced: place, letter, place, letter…</summary>
    private static string Edited(string expected, string edits)
    {
        var header = expected.ToCharArray();
        for (var i = 0; i + 1 < edits.Length; i += 2)
            header[edits[i] % header.Length] = edits[i + 1];
        return new(header);
    }

    private static string Expected(ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(s_key, body));

    private static byte[] Input(byte mode, string header, ReadOnlySpan<byte> body) =>
        [mode, (byte)header.Length, .. Encoding.Latin1.GetBytes(header), .. body];
}
