using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Everything that a typed element holds, unescaped and by name: two of the same content are the
/// same text.</summary>
internal static class Describe
{
    public static string Everything(object? value) => value switch
    {
        null => "null",
        JsonText text => $"'{text.Show()}'",
        ReadOnlyMemory<byte> raw => raw.Show(),
        string word => word,
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Everything))}]",
        IFormattable or bool => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        _ => $"{value.GetType().Name}({string.Join(", ", Members(value))})",
    };

    public static IEnumerable<string> Members(object value) =>
        value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name}: {Everything(property.GetValue(value))}");
}
