namespace Hermetic.Server.Identity;

/// <summary>What a browser says it is, in two words by which its owner knows it again; nothing is decided by it.</summary>
internal static class Browsers
{
    // The first that is found counts: each browser also names those that it wants to be taken for.
    private static readonly (string Mark, string Name)[] _browsers =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] _systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Such as "Firefox on Linux".</summary>
    internal static string Name(string userAgent) =>
        $"{Find(_browsers, userAgent) ?? "A browser"} on {Find(_systems, userAgent) ?? "an unknown system"}";

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
