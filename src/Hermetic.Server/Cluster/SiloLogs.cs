using Microsoft.Extensions.Logging.Abstractions;

namespace Hermetic.Server.Cluster;

/// <summary>
/// The service's logs as a silo sees them: without the host's lines, with stack traces, about a start that failed.
/// <see cref="ClusterNode"/> says it once for each cause.
/// </summary>
internal sealed class SiloLogs(ILoggerFactory logs) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal)
            ? NullLogger.Instance
            : logs.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    /// <summary>They are the service's.</summary>
    public void Dispose()
    {
    }
}
