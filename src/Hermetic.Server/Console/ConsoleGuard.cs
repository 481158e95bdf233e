using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Storage;

namespace Hermetic.Server.Console;

/// <summary>Stands before everything under <c>/console</c>: headers, forms of its own only, and a page for every failure.</summary>
internal static partial class ConsoleGuard
{
    /// <summary>Goes before whatever decides who is signed in.</summary>
    internal static WebApplication UseConsoleGuard(this WebApplication app)
    {
        if (app.Services.GetService<ConsoleOrigin>() is not { } console)
            return app;
        app.Use((http, next) => http.Request.Path.StartsWithSegments(PageFrame.Home, StringComparison.OrdinalIgnoreCase)
            ? GuardAsync(http, console, next, app.Logger)
            : next(http));
        return app;
    }

    private static async Task GuardAsync(HttpContext http, ConsoleOrigin console, RequestDelegate next, ILogger log)
    {
        ConsoleHeaders.Write(http, http.Request.IsHttps || console.Address.Scheme == Uri.UriSchemeHttps);
        if (http.Request.Host.Value != console.Address.Authority)
        {
            SendHome(http, console);
            return;
        }
        var pages = http.RequestServices.GetRequiredService<ConsolePages>();
        if (!await ConsoleForms.IsOwnAsync(http, console))
        {
            await pages.ShowAsync(http, PageState.Expired);
            return;
        }
        try
        {
            await next(http);
            if (!http.Response.HasStarted && PageState.Of(http.Response.StatusCode) is { } state)
                await pages.ShowAsync(http, state);
        }
        catch (Exception failure) when (!http.Response.HasStarted && StateOf(failure, http) is not null)
        {
            var state = StateOf(failure, http)!;
            if (state.Status >= StatusCodes.Status500InternalServerError)
                ReportFailure(log, failure.GetType().Name);
            await pages.ShowAsync(http, state);
        }
    }

    /// <summary>
    /// The console has one address, and passkeys work nowhere else. Whoever reads under another name is sent there; whoever
    /// changes something is told that this is not the place (RFC 9110 §15.5.20).
    /// </summary>
    private static void SendHome(HttpContext http, ConsoleOrigin console)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            http.Response.Redirect(console.Origin + http.Request.Path + http.Request.QueryString, permanent: false, preserveMethod: true);
        else
            http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
    }

    /// <summary>Null for what the connection is to hear.</summary>
    private static PageState? StateOf(Exception failure, HttpContext http) => failure switch
    {
        BadHttpRequestException => null,
        OperationCanceledException or IOException when http.RequestAborted.IsCancellationRequested => null,
        AccessDeniedException => PageState.NoPermission,
        StorageStalledException or StorageFailedException or SecretMemoryExhaustedException => PageState.Busy,
        FencedException => PageState.NotFound,
        _ => PageState.Failed,
    };

    [LoggerMessage(700, LogLevel.Error, "A page of the console could not be shown ({Failure}).")]
    private static partial void ReportFailure(ILogger log, string failure);
}
