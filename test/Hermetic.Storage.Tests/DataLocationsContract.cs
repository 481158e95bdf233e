using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests;

/// <summary>The register of data locations and the schema say the same: nothing is stored that it does not tell.</summary>
public abstract class DataLocationsContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public void Every_table_has_its_entry_and_every_entry_its_table() => Assert.Equal(
        Engine.Columns.Select(column => column.Table).Distinct().Order(StringComparer.Ordinal),
        DataLocations.All.Select(location => location.Table).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_column_has_its_entry_and_every_entry_its_column() => Assert.Equal(
        Engine.Columns.Select(column => $"{column.Table}.{column.Name}").Order(StringComparer.Ordinal),
        DataLocations.All
            .SelectMany(location => location.Columns.Select(column => $"{location.Table}.{column.Name}"))
            .Order(StringComparer.Ordinal));

    /// <summary>An envelope or a tag is bytes; a number can be neither.</summary>
    [Fact]
    public void What_is_said_to_be_sealed_or_hashed_is_bytes() => Assert.All(
        DataLocations.All.SelectMany(location => location.Columns
            .Where(column => column.Protection != Protection.Clear)
            .Select(column => (location.Table, column.Name))),
        column => Assert.Equal("blob", Assert.Single(
            Engine.Columns, one => (one.Table, one.Name) == column).Type));
}
