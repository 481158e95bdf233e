using System.Globalization;

namespace Load;

/// <summary><c>--name value</c>, each at most once; what is not known is refused when all was asked for.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == words.Count)
                throw new UsageException($"{words[i]} is not an option with a value.");
            _values.Add(words[i][2..], words[++i]);
        }
    }

    public string? Text(string name)
    {
        _asked.Add(name);
        return _values.GetValueOrDefault(name);
    }

    public string Required(string name) => Text(name) ?? throw new UsageException($"--{name} is missing.");

    public long Number(string name, long unset) =>
        Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : unset;

    /// <summary>A share from 0 to 1.</summary>
    public double Share(string name)
    {
        var share = Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
        return share is >= 0 and <= 1 ? share : throw new UsageException($"--{name} is a share from 0 to 1.");
    }

    public void RefuseOthers()
    {
        if (_values.Keys.Except(_asked).FirstOrDefault() is { } unknown)
            throw new UsageException($"There is no option --{unknown}.");
    }
}
