using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Hermetic.Server.Console;

/// <summary>
/// The pages' files, inside the assembly. One hash over all of them stands in every address, so that each may be kept for
/// ever and modules find each other by their names.
/// </summary>
internal static class ConsoleAssets
{
    private const string Prefix = "console/";

    /// <summary>All styles in one, so that a page paints after one answer.</summary>
    internal const string Styles = "console.css";

    /// <summary>In the order of the cascade: what is general first.</summary>
    private static readonly string[] _styles = [.. Names(".css").OrderBy(name => name == "base.css" ? 0 : 1)];

    private static readonly FrozenDictionary<string, byte[]> _files = Names("")
        .Where(name => !name.EndsWith(".css", StringComparison.Ordinal))
        .Select(name => KeyValuePair.Create(name, Read(name)))
        .Append(KeyValuePair.Create(Styles, _styles.SelectMany(Read).ToArray()))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string _version = Convert.ToHexStringLower(SHA256.HashData(
        [.. _files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value)]))[..16];

    internal static IEnumerable<string> All => _files.Keys;

    /// <exception cref="ArgumentException">There is no such file.</exception>
    internal static string Address(string name) => _files.ContainsKey(name)
        ? $"/console/assets/{_version}/{name}"
        : throw new ArgumentException($"The console has no file {name}.", nameof(name));

    /// <summary>404 for another version, too: what is kept for ever must be what the address says.</summary>
    internal static IResult Answer(HttpContext http, string version, string name)
    {
        if (version != _version || !_files.TryGetValue(name, out var content))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(content, Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        });
    }

    private static IEnumerable<string> Names(string end) => typeof(ConsoleAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal);

    private static byte[] Read(string name)
    {
        using var content = typeof(ConsoleAssets).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
