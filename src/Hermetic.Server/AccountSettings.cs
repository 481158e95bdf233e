using Hermetic.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server;

/// <summary>What the <c>whatsapp</c> verbs need: no data, no keys, only the account.</summary>
/// <param name="BusinessAccountId">The WhatsApp Business Account; when null, the token has to name
/// it.</param>
/// <param name="Pin">The number's two-step PIN, for <c>whatsapp setup</c>; asked for when null.</param>
public sealed record AccountSettings(WhatsAppSettings WhatsApp, string? BusinessAccountId, Secret? Pin)
{
    /// <summary>Reads and checks what stands under <c>WhatsApp</c>.</summary>
    /// <exception cref="SettingsException">Names every problem at once.</exception>
    public static AccountSettings Read(IConfiguration configuration)
    {
        var source = new SettingsSource(configuration);
        var settings = new AccountSettings(
            WhatsAppSettings.Read(source),
            IsSet("WhatsApp:BusinessAccountId") ? source.Digits("WhatsApp:BusinessAccountId") : null,
            IsSet("WhatsApp:Pin") || IsSet("WhatsApp:Pin_File") ? source.Secret("WhatsApp:Pin") : null);
        if (settings.WhatsApp.GraphBaseUrl is { Scheme: not "https", IsLoopback: false })
            source.Problem("WhatsApp:GraphBaseUrl", "must be https (plain http only on loopback)");
        source.ThrowIfAny();
        return settings;

        bool IsSet(string key) => configuration[key] is { Length: > 0 };
    }
}
