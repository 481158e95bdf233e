namespace Hermetic.Storage;

/// <summary>
/// The name of a role in PostgreSQL: letters, digits, <c>_</c> and <c>-</c>, at most 63 characters. Nothing else gets
/// into the statement that gives it rights.
/// </summary>
public sealed class PostgresRole
{
    private const int Longest = 63;

    private PostgresRole(string name) => Name = name;

    internal string Name { get; }

    /// <summary>Null when it is no such name.</summary>
    public static PostgresRole? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var isName = name.Length is > 0 and <= Longest
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        return isName ? new PostgresRole(name) : null;
    }
}
