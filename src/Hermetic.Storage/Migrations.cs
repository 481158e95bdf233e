using System.Globalization;
using System.Reflection;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Numbered migrations, embedded as <c>Migrations/ENGINE/NNNN_name.sql</c>; each runs once, in order.</summary>
internal static class Migrations
{
    private const string Folder = "Hermetic.Storage.Migrations.";

    internal static void Apply(Transaction transaction, Dialect dialect)
    {
        var applied = dialect.SchemaVersion(transaction);
        var known = Known(Folder + dialect.Migrations + '/');
        if (applied > known[^1].Number)
            throw new StorageOpenException(
                $"The database has schema {applied}, this program knows up to {known[^1].Number}. Use the newer program.");
        foreach (var (number, resource) in known.Where(step => step.Number > applied))
        {
            transaction.Execute(ReadText(resource));
            dialect.SetSchemaVersion(transaction, number);
        }
    }

    private static List<(int Number, string Resource)> Known(string folder) =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(folder.Length, 4), CultureInfo.InvariantCulture), name))
            .Order(),
    ];

    private static string ReadText(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
