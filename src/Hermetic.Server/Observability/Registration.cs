namespace Hermetic.Server.Observability;

internal static class Registration
{
    internal static IServiceCollection AddObservability(this IServiceCollection services, Settings settings, bool intake)
    {
        services.AddSingleton<ArrivalTimes>();
        return !intake ? services : services
            .AddSingleton(settings.Observability)
            .AddSingleton(new PrometheusText(settings.Observability.Node))
            .AddSingleton<Gauges>()
            .AddHostedService<Export>();
    }
}
