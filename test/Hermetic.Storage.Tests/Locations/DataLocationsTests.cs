using Hermetic.Domain;
using Hermetic.Storage.Locations;
using Hermetic.Testing;

namespace Hermetic.Storage.Tests.Locations;

/// <summary>What the register says about itself, and the page that is made from it.</summary>
public sealed class DataLocationsTests
{
    private static readonly string _page = Path.Combine(Repository.Root, "docs", "data-locations.md");

    [Fact]
    public void Each_table_and_each_of_its_columns_stands_there_once()
    {
        Assert.Distinct(DataLocations.All.Select(location => location.Table));
        Assert.All(DataLocations.All, location =>
            Assert.Distinct(location.Columns.Select(column => column.Name)));
    }

    [Fact]
    public void A_column_is_in_the_copy_or_the_register_says_why_not() => Assert.All(
        DataLocations.All.SelectMany(location => location.Columns),
        column => Assert.True((column.Copy is null) != (column.Absence == Absence.None), column.Name));

    [Fact]
    public void What_a_persons_key_seals_goes_with_them_and_is_in_their_copy()
    {
        Assert.NotEmpty(DataLocations.UnderThePersonsKey);
        Assert.All(DataLocations.UnderThePersonsKey, one =>
        {
            Assert.Equal(OnErasure.Deleted, one.Location.OnErasure);
            Assert.NotNull(one.Column.Copy);
        });
    }

    [Fact]
    public void Data_about_people_has_a_legal_basis_and_a_rule_by_which_it_goes()
    {
        Assert.All(DataCategory.All, category =>
            Assert.Equal(category.Subjects == DataSubjects.None, category.Basis == LawfulBasis.None));
        Assert.All(DataLocations.All, location => Assert.NotEqual(Retention.None, location.Retention));
        Assert.All(
            DataLocations.All.Where(location => location.Category.Subjects != DataSubjects.None),
            location => Assert.NotEqual(Retention.WhileInUse, location.Retention));
    }

    [Fact]
    public void Every_category_has_a_table_and_every_rule_is_somewhere()
    {
        Assert.Equal(DataCategory.All.Order(Name), DataLocations.All.Select(one => one.Category).Distinct().Order(Name));
        Assert.Equal(
            Enum.GetValues<Retention>().Except([Retention.None]).Order(),
            DataLocations.All.Select(one => one.Retention).Distinct().Order());
    }

    [Fact]
    public void The_architecture_tells_of_the_same_tables()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
        var told = lines.SkipWhile(line => line != "## The data model").SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1).TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => line.Split('|')[1].Trim().Split(", "));

        Assert.Equal(
            DataLocations.All.Select(location => location.Table).Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
    }

    /// <summary><c>UPDATE_GOLDEN=1</c> writes the page anew.</summary>
    [Fact]
    public void The_page_says_what_the_register_says()
    {
        var page = LocationsPage.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(_page, page);
        else
            Assert.Equal(page, File.ReadAllText(_page));
    }

    private static readonly Comparer<DataCategory> Name =
        Comparer<DataCategory>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name));
}
