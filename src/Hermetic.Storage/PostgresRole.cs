using System.Text.RegularExpressions;

namespace Hermetic.Storage;

/// <summary>The name of a role in PostgreSQL: letters, digits, <c>_</c> and <c>-</c>, at most 63 characters.</summary>
public sealed partial class PostgresRole
{
    private PostgresRole(string name) => Name = name;

    internal string Name { get; }

    /// <summary>Null when it is no such name.</summary>
    public static PostgresRole? Read(string name) => Known().IsMatch(name) ? new PostgresRole(name) : null;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,63}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Known();
}
