using System.Globalization;
using Hermetic.Cryptography;
using Hermetic.Storage;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server;

/// <summary>Reads single settings and gathers what is wrong with them instead of stopping at the first.</summary>
internal sealed class SettingsSource(IConfiguration configuration)
{
    private static readonly Secret Unusable = Cryptography.Secret.FromText("unusable");

    private readonly List<string> _problems = [];

    internal string Text(string key, string unset) => configuration[key] is { Length: > 0 } value ? value : unset;

    /// <summary>A secret, given by value or, with <c>_File</c> behind the name, by the path of a file that holds it.</summary>
    internal Secret Secret(string key)
    {
        var value = configuration[key];
        var file = configuration[key + "_File"];
        try
        {
            if (file is { Length: > 0 })
                return Cryptography.Secret.FromFile(file);
            if (!string.IsNullOrWhiteSpace(value))
                return Cryptography.Secret.FromText(value);
            Problem(key, "is missing or empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Problem(key + "_File", "cannot be read or is empty");
        }
        return Unusable;
    }

    /// <summary>
    /// Null for <c>sqlite</c>, which is also what nothing means. A connection string holds a password, so it may lie in
    /// a file of its own, too.
    /// </summary>
    internal PostgresAddress? Postgres(string key)
    {
        var text = configuration[key + "_File"] is { Length: > 0 } file ? FirstLine(key + "_File", file) : Text(key, "sqlite");
        if (text == "sqlite")
            return null;
        var address = PostgresAddress.Read(text, out var problem);
        if (address is null)
            Problem(key, problem);
        return address;
    }

    private string FirstLine(string key, string file)
    {
        try
        {
            return File.ReadLines(file).First();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Problem(key, "cannot be read or is empty");
            return "sqlite";
        }
    }

    internal string Digits(string key)
    {
        var value = Text(key, "");
        if (value.Length is 0 or > 32 || !value.All(char.IsAsciiDigit))
            Problem(key, "must be the number's id from the WhatsApp Manager (digits)");
        return value;
    }

    internal long Number(string key, long unset, long least)
    {
        var text = Text(key, unset.ToString(CultureInfo.InvariantCulture));
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        Problem(key, $"must be a whole number, at least {least}");
        return unset;
    }

    internal bool Flag(string key, bool unset)
    {
        if (bool.TryParse(Text(key, unset ? "true" : "false"), out var flag))
            return flag;
        Problem(key, "must be true or false");
        return unset;
    }

    /// <summary>One of the names of an enum, in any case.</summary>
    internal T Choice<T>(string key, T unset) where T : struct, Enum
    {
        var text = Text(key, unset.ToString());
        if (Enum.TryParse<T>(text, ignoreCase: true, out var choice) && text.All(char.IsAsciiLetter))
            return choice;
        Problem(key, $"must be one of: {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}");
        return unset;
    }

    /// <summary>A path segment such as <c>v25.0</c>.</summary>
    internal string GraphVersion(string key, string unset)
    {
        var version = Text(key, unset);
        if (version.Length is < 2 or > 8 || version[0] != 'v' || !version[1..].All(c => char.IsAsciiDigit(c) || c == '.'))
            Problem(key, "must look like v25.0");
        return version;
    }

    internal Uri Address(string key, string unset)
    {
        if (Uri.TryCreate(Text(key, unset), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address.Query.Length == 0 && address.Fragment.Length == 0)
            return address;
        Problem(key, "must be an http or https address without a query");
        return new Uri(unset);
    }

    /// <summary>Numbers and ranges, comma-separated: <c>491500000000-491500001200,4930123</c>.</summary>
    internal IReadOnlyList<NumberRange> Ranges(string key)
    {
        var ranges = new List<NumberRange>();
        foreach (var part in Text(key, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', 2, StringSplitOptions.TrimEntries);
            if (ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && ulong.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                && first <= last)
                ranges.Add(new NumberRange(first, last));
            else
                Problem(key, "must hold numbers and ranges such as 491500000000-491500001200");
        }
        return ranges;
    }

    internal void Problem(string key, string what) => _problems.Add($"{key} {what}.");

    internal IReadOnlyList<string> Problems => _problems;

    internal void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new SettingsException(_problems);
    }
}
