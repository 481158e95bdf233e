namespace Hermetic.Server.Observability;

/// <summary>Times a webhook from its head to its answer, by the answer's code.</summary>
internal static class WebhookDuration
{
    internal static async ValueTask<object?> MeasureAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        var begun = clock.GetTimestamp();
        using var span = Traces.Begin("webhook");
        var answer = await next(context);
        var code = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        Instruments.Webhooks.Record(clock.GetElapsedTime(begun), code);
        span?.SetTag("code", code);
        return answer;
    }
}
