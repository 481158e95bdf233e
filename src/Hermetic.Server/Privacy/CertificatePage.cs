using System.Buffers;
using System.Security.Cryptography;
using Hermetic.Server.Evidence;
using Hermetic.Server.Facts;

namespace Hermetic.Server.Privacy;

/// <summary>How far the certificate behind a link is.</summary>
internal enum CertificateState
{
    /// <summary>It was fetched, its time is over, or there never was one: the page does not say which.</summary>
    Over,

    /// <summary>The erasure or its record has not come to its end.</summary>
    Making,
    Ready,
}

/// <summary>The page with the certificate of an erasure. It says nothing about anybody, and works without JavaScript.</summary>
internal sealed class CertificatePage(CurrentBusiness business, LedgerExport ledger)
{
    internal const string FileName = "erasure-certificate.tlog-proof";

    private static readonly byte[] _style = [.. ExportStyle.Tokens, .. ExportStyle.Page, .. ExportStyle.Certificate];

    private static readonly string _policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(_style))}'; "
        + "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal static void Guard(HttpResponse response)
    {
        ExportPage.Guard(response);
        response.Headers.ContentSecurityPolicy = _policy;
    }

    internal async Task WriteAsync(HttpResponse response, CertificateState state)
    {
        var html = new ArrayBufferWriter<byte>();
        Write(html, state);
        Guard(response);
        response.StatusCode = state == CertificateState.Over ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.WrittenCount;
        await response.BodyWriter.WriteAsync(html.WrittenMemory, response.HttpContext.RequestAborted);
    }

    private void Write(ArrayBufferWriter<byte> html, CertificateState state)
    {
        html.Markup("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>The certificate of an erasure</title>
            <link rel="icon" href="data:,">

            """u8);
        if (state == CertificateState.Making)
            html.Markup("<meta http-equiv=\"refresh\" content=\"20\">\n"u8);
        html.Markup("<style>"u8);
        html.Markup(_style);
        html.Markup("</style>\n</head>\n<body>\n<main>\n"u8);
        switch (state)
        {
            case CertificateState.Making:
                html.Markup(Making);
                break;
            case CertificateState.Ready:
                WriteReady(html);
                break;
            default:
                html.Markup(Over);
                break;
        }
        html.Markup("</main>\n</body>\n</html>\n"u8);
    }

    private void WriteReady(ArrayBufferWriter<byte> html)
    {
        html.Markup("<h1>Your data is erased</h1>\n<p>This certificate says that the key to everything that "u8);
        html.Text(business.Value.Name);
        html.Markup("""
             kept about you was destroyed, where, when, and what that is worth. It is an entry of a record that
            cannot be changed without leaving a trace. Your name and your number are not in it.</p>
            <form method="post">
            <p>Check the file soon: an hour or two after the first download the link ends, and nothing here leads to you
            any more.</p>
            <button type="submit">Download the certificate</button>
            </form>
            <h2>How to check it</h2>
            <p>The file is small and can be verified by anybody, offline, with this program or with tools that are
            not ours (C2SP tlog-proof):</p>
            <pre>hermetic ledger verify
            """u8.TrimEnd("\r\n"u8));
        html.Markup(" "u8);
        html.Text(FileName);
        html.Markup(" \\\n  --vkey "u8);
        html.Text(ledger.VerifierKey());
        html.Markup("""
            </pre>
            <p class="foot">Keep the file and the line above. Somebody who trusts neither may compare the key with the one
            that a witness or the business itself has published.</p>

            """u8);
    }

    private static ReadOnlySpan<byte> Making => """
        <h1>The certificate is being made</h1>
        <p role="status">Come back in a minute. This page looks again by itself.</p>
        <p>Your data is locked, and nothing of it is used any more. The certificate is made when the last key to it is
        destroyed wherever it lay; if one of these places cannot be reached, that takes until it can.</p>
        <p class="foot">You can close this page. The link stays good for 30 days, until the certificate is downloaded.</p>

        """u8;

    private static ReadOnlySpan<byte> Over => """
        <h1>There is no certificate here</h1>
        <p class="failing" role="alert">It was downloaded already, or its 30 days are over.</p>
        <p>Each link shows one certificate, for an hour or two after its first download, and is not kept afterwards. The erasure itself is not touched by that: it
        stays in the record of the business.</p>
        <p class="foot">If the address was typed, compare it with the message in the chat.</p>

        """u8;
}
