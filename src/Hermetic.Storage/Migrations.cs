using System.Globalization;
using System.Reflection;

namespace Hermetic.Storage;

/// <summary>Numbered migrations, embedded as <c>Migrations/Sqlite/NNNN_name.sql</c>; each runs once, in order.</summary>
internal static class Migrations
{
    private const string Folder = "Hermetic.Storage.Migrations.Sqlite/";

    internal static void Apply(Transaction transaction)
    {
        var applied = transaction.Count("pragma user_version");
        var known = Known();
        if (applied > known[^1].Number)
            throw new StorageOpenException(
                $"The database has schema {applied}, this program knows up to {known[^1].Number}. Use the newer program.");
        foreach (var (number, resource) in known.Where(step => step.Number > applied))
        {
            transaction.Execute(ReadText(resource));
            transaction.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {number}"));
        }
    }

    private static List<(int Number, string Resource)> Known() =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), name))
            .Order(),
    ];

    private static string ReadText(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
