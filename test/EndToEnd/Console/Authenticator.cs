using System.Text.Json;
using Microsoft.Playwright;

namespace Hermetic.EndToEnd.Console;

/// <summary>Chromium's own virtual authenticator, through its DevTools: a device that asks for its owner's finger, at once.</summary>
internal sealed class Authenticator
{
    private readonly ICDPSession _devTools;
    private string _id = "";

    private Authenticator(ICDPSession devTools) => _devTools = devTools;

    internal static async Task<Authenticator> AttachAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        var attached = new Authenticator(devTools);
        await attached.AddAsync();
        return attached;
    }

    /// <summary>Another device in the place of this one, which is put away with its passkeys.</summary>
    internal async Task<IReadOnlyList<JsonElement>> ReplaceAsync(IReadOnlyList<JsonElement>? passkeys = null)
    {
        var kept = await CredentialsAsync();
        await _devTools.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = _id });
        await AddAsync();
        foreach (var one in passkeys ?? [])
            await _devTools.SendAsync("WebAuthn.addCredential", new() { ["authenticatorId"] = _id, ["credential"] = one });
        return kept;
    }

    internal async Task<IReadOnlyList<JsonElement>> CredentialsAsync()
    {
        var answer = await _devTools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id });
        return [.. answer!.Value.GetProperty("credentials").EnumerateArray()];
    }

    private async Task AddAsync()
    {
        var answer = await _devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        _id = answer!.Value.GetProperty("authenticatorId").GetString()!;
    }
}
