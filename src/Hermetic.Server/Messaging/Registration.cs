using Hermetic.Server.Calendar;
using Hermetic.Server.Cluster;
using Hermetic.Server.Keys;

namespace Hermetic.Server.Messaging;

/// <summary>The ten steps' parts.</summary>
internal static class Registration
{
    internal static IServiceCollection AddMessaging(this IServiceCollection services, bool intake)
    {
        services
            .AddSingleton(provider => provider.GetRequiredService<Vault>().Ring)
            .AddSingleton<Occupancy>()
            .AddSingleton<ButtonSeal>().AddSingleton<Replies>().AddSingleton<SendLimits>()
            .AddSingleton<Preferences>().AddSingleton<Attachments>()
            .AddSingleton<Privacy.PersonExport>()
            .AddSingleton<Sending>().AddSingleton<TurnRunner>();
        if (!intake)
            return services;
        return services
            .AddSingleton<ClusterNode>()
            .AddSingleton<Conversations>().AddHostedService(provider => provider.GetRequiredService<Conversations>())
            .AddSingleton<Inbox>().AddSingleton<WebhookEndpoint>()
            .AddSingleton<Privacy.CertificatePage>().AddSingleton<Privacy.CertificateEndpoint>()
            .AddSingleton<Privacy.ExportPage>().AddSingleton<Privacy.ExportEndpoint>()
            .AddHostedService<Housekeeping>()
            .AddSingleton<RemindersDue>().AddHostedService(provider => provider.GetRequiredService<RemindersDue>())
            .AddHostedService<Privacy.ErasureResumption>()
            .AddHostedService<Keys.TreeWatch>()
            .AddHostedService<Keys.EscrowWatch>();
    }
}
