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
            transaction.Execute(dialect.RecordSchemaVersion(number));
        }
    }

    /// <summary>What a service may do, and no more: it makes and drops no table, and takes nothing out of the record.</summary>
    internal static void Grant(Transaction transaction, PostgresRole role, bool writes) =>
        transaction.Execute(
            $"""
            do $grant$
            declare here name := current_schema();
            begin
              execute format('revoke all on all tables in schema %I from %I', here, '{role.Name}');
              execute format('grant usage on schema %I to %I', here, '{role.Name}');
              execute format('grant select on all tables in schema %I to %I', here, '{role.Name}');
              if {writes} then
                execute format('grant insert, update, delete on all tables in schema %I to %I', here, '{role.Name}');
                execute format('grant usage, update on all sequences in schema %I to %I', here, '{role.Name}');
                execute format('revoke delete on ledger_entry, ledger_tile, ledger_head, deployment, key_ring, key_version, ledger_handover from %I', '{role.Name}');
                execute format('revoke insert, update, delete on schema_version from %I', '{role.Name}');
              end if;
            end
            $grant$
            """);

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
