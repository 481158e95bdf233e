using System.Security.Cryptography;
using Hermetic.Cryptography;
using Hermetic.Server.Facts;

namespace Hermetic.Server.Privacy;

/// <summary>
/// The page that asks for a code. It is the same for every address below <c>/export/</c>, whether there is a copy or
/// not, and works without JavaScript.
/// </summary>
internal sealed class ExportPage(CurrentBusiness business, SecretArena arena)
{
    private static readonly byte[] _style = [.. ExportStyle.Tokens, .. ExportStyle.Page];

    private static readonly string _policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(_style))}'; "
        + "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>What goes with every answer of this kind, the download included.</summary>
    internal static void Guard(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
    }

    /// <param name="refused">The code was wrong, or there is nothing to download: the page does not say which.</param>
    internal async Task WriteAsync(HttpResponse response, bool refused)
    {
        using var html = new SecretWriter(arena);
        Write(html, refused);
        Guard(response);
        response.StatusCode = refused ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.WrittenSpan.Length;
        await response.BodyWriter.WriteAsync(html.WrittenMemory, response.HttpContext.RequestAborted);
    }

    private void Write(SecretWriter html, bool refused)
    {
        html.Markup("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>A copy of your data</title>
            <link rel="icon" href="data:,">
            <style>
            """u8.TrimEnd("\r\n"u8));
        html.Markup(_style);
        html.Markup("</style>\n</head>\n<body>\n<main>\n<h1>A copy of your data</h1>\n<p>This is what "u8);
        html.Text(business.Value.Name);
        html.Markup(" keeps about you, as you asked for it in the chat. It can be downloaded once.</p>\n"u8);
        if (refused)
            html.Markup("""
                <p class="failing" role="alert" id="refused">That does not open anything.</p>
                <p>Either the code is not right, or the copy was downloaded already, its day is over, or five wrong codes
                have destroyed it. Nobody has seen your data because of this. Check the code in the chat, or write "send
                me my data" there for a new copy.</p>

                """u8);
        html.Markup(refused ? FormAfterRefusal : Form);
        html.Markup("""
            <p class="foot">After five wrong codes the copy is destroyed. The file is a ZIP archive; nothing on this page
            is stored in your browser.</p>
            </main>
            </body>
            </html>

            """u8);
    }

    private static ReadOnlySpan<byte> Form => """
        <form method="post">
        <label for="code">Code from the chat</label>
        <input id="code" name="code" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false"
          maxlength="20" placeholder="XXXX-XXXX-XXXX">
        <button type="submit">Download my data</button>
        </form>

        """u8;

    private static ReadOnlySpan<byte> FormAfterRefusal => """
        <form method="post">
        <label for="code">Code from the chat</label>
        <input id="code" name="code" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false"
          maxlength="20" placeholder="XXXX-XXXX-XXXX" aria-invalid="true" aria-describedby="refused">
        <button type="submit">Download my data</button>
        </form>

        """u8;
}
