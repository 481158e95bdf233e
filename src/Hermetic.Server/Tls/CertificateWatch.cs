namespace Hermetic.Server.Tls;

/// <summary>Renewal without a restart: looks at the certificate's files, and warns while there is time.</summary>
internal sealed partial class CertificateWatch(
    ServerCertificate certificate, TimeProvider clock, ILogger<CertificateWatch> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _warning = TimeSpan.FromDays(14);
    private static readonly TimeSpan _reminder = TimeSpan.FromDays(1);

    private DateTimeOffset _reminded;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Look()
    {
        var now = clock.GetUtcNow();
        switch (certificate.Refresh())
        {
            case CertificateRenewal.Renewed:
                Renewed((int)(certificate.NotAfter - now).TotalDays);
                break;
            case CertificateRenewal.Refused:
                Refused();
                break;
        }
        if (certificate.NotAfter - now > _warning || now - _reminded < _reminder)
            return;
        _reminded = now;
        EndsSoon((certificate.NotAfter - now).TotalDays);
    }

    [LoggerMessage(66, LogLevel.Information, "The renewed TLS certificate is in use; it is valid for {Days} days.")]
    private partial void Renewed(int days);

    [LoggerMessage(67, LogLevel.Error,
        "The files of Tls:Certificate and Tls:Key have changed and cannot be used; the certificate before stays in use.")]
    private partial void Refused();

    [LoggerMessage(62, LogLevel.Warning, "The TLS certificate expires in {Days:F1} days and was not renewed.")]
    private partial void EndsSoon(double days);
}
