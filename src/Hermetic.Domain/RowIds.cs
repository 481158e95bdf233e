namespace Hermetic.Domain;

/// <summary>Ids of rows that nobody refers to by type, such as identifiers and parked elements.</summary>
public static class RowIds
{
    public static Guid New() => RandomId.Next();
}
