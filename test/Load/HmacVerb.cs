using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Load;

/// <summary>
/// <c>hmac --port N --secret S</c>: verifies the signature of each body and answers 200, no more. The limit of what an
/// intake on this machine could reach.
/// </summary>
public static class HmacVerb
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (port, secret) = ((int)arguments.Number("port", 0), Encoding.UTF8.GetBytes(arguments.Required("secret")));
        arguments.RefuseOthers();
        await using var app = LoopbackHost.Build(port);
        app.Run(http => AnswerAsync(http, secret));
        await app.StartAsync();
        Console.WriteLine($$"""{"port":{{LoopbackHost.PortOf(app)}}}""");
        using var terminated = new Terminated();
        await terminated.WaitAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, byte[] secret)
    {
        // As the drive asks whether a target is ready.
        if (http.Request.Method == HttpMethods.Get)
            return;
        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        await http.Request.Body.CopyToAsync(body);
        var expected = "sha256=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(secret, body.GetBuffer().AsSpan(0, (int)body.Length)));
        var given = http.Request.Headers[WebhookRequest.SignatureHeader].ToString();
        var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given));
        http.Response.StatusCode = right ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
    }
}
