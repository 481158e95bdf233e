namespace Hermetic.Server.Tls;

/// <summary>
/// A request that breaks off, comes too slowly or is framed wrongly while its body is read is the caller's failure: it
/// is answered with the status that Kestrel names for it, and no stack trace is logged on a stranger's behalf.
/// </summary>
internal static class BrokenRequests
{
    internal static WebApplication UseBrokenRequests(this WebApplication app)
    {
        app.Use(static async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (BadHttpRequestException broken) when (!http.Response.HasStarted)
            {
                http.Response.StatusCode = broken.StatusCode;
                http.Response.Headers.Connection = "close";
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException
                && http.RequestAborted.IsCancellationRequested)
            {
                // Nobody is there to be answered.
            }
        });
        return app;
    }
}
