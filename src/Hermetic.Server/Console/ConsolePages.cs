using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Hermetic.Cryptography;
using Hermetic.Server.Identity;

namespace Hermetic.Server.Console;

/// <summary>Makes the bytes of a page from its model, in secret memory, and sends them as one answer.</summary>
internal sealed class ConsolePages(
    ConsoleNavigation navigation, IAntiforgery tokens, SecretArena arena, ILoggerFactory logs)
{
    internal async Task ShowAsync<TPage, TModel>(HttpContext http, TModel model, int status = StatusCodes.Status200OK)
        where TPage : ConsolePage<TModel>
    {
        var frame = Frame(http);
        using var html = new SecretWriter(arena);
        await WriteAsync<TPage, TModel>(http.RequestServices, frame, model, html);
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = html.WrittenSpan.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.BodyWriter.WriteAsync(html.WrittenMemory, http.RequestAborted);
    }

    /// <summary>A page that says why there is no other; once the answer has begun nothing can be said any more.</summary>
    internal Task ShowAsync(HttpContext http, PageState state) =>
        ShowAsync<StatePage, PageState>(http, state, state.Status);

    private PageFrame Frame(HttpContext http)
    {
        var who = http.Features.Get<SignedIn>();
        return new(
            http.Request.Path.Value!.TrimEnd('/'), ConsoleHeaders.NonceOf(http),
            tokens.GetAndStoreTokens(http).RequestToken!, who?.Name, navigation.For(who));
    }

    private async Task WriteAsync<TPage, TModel>(
        IServiceProvider services, PageFrame frame, TModel model, SecretWriter to) where TPage : ConsolePage<TModel>
    {
        await using var renderer = new HtmlRenderer(services, logs);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model, ["Frame"] = frame }));
            using var text = new Utf8Text(to);
            page.WriteHtmlTo(text);
            text.Flush();
        });
    }

    /// <summary>Characters as they come, to UTF-8 in secret memory: no string of the whole page is ever made.</summary>
    private sealed class Utf8Text(SecretWriter to) : TextWriter
    {
        private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write([value]);

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(ReadOnlySpan<char> buffer) =>
            _encoder.Convert(buffer, to, flush: false, out _, out _);

        public override void Flush() => _encoder.Convert([], to, flush: true, out _, out _);
    }
}
