namespace Architecture.Tests;

/// <summary>A file's tests are where the file is: the same path in the mirroring project.</summary>
public sealed class MirrorTests
{
    // Vectors are kept by where the truth comes from, not by which file they test.
    private static readonly string[] _sourcesOfTruth = ["Rfc", "Wycheproof"];

    [Fact]
    public void Every_project_has_its_test_project() =>
        Assert.Empty(Product.Projects.Select(name => $"{name}.Tests").Except(Product.TestProjects));

    [Fact]
    public void The_tests_of_a_file_lie_at_its_path()
    {
        var product = Product.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Product.Paths("test", "*Tests.cs"), path => IsMisplaced(path, product));
    }

    [Theory]
    [InlineData("test/Hermetic.Ledger.Tests/Tiles/TilePathTests.cs", true)]
    [InlineData("test/Hermetic.Domain.Tests/TilePathTests.cs", false)]
    [InlineData("test/Hermetic.Ledger.Tests/TilePathTests.cs", false)]
    [InlineData("test/Hermetic.Ledger.Tests/Rfc/TilePathTests.cs", false)]
    [InlineData("test/Hermetic.Ledger.Tests/Accidents/ClockWentBackTests.cs", false)]
    public void A_test_file_is_misplaced_when_the_file_it_is_named_for_lies_elsewhere(
        string test, bool misplaced) =>
        Assert.Equal(misplaced, IsMisplaced(test, ["src/Hermetic.Ledger/TilePath.cs"]));

    private static bool IsMisplaced(string test, HashSet<string> product)
    {
        var parts = test.Split('/');
        var source = $"src/{parts[1].Replace(".Tests", "", StringComparison.Ordinal)}/";
        var name = parts[^1].Replace("Tests.cs", ".cs", StringComparison.Ordinal);
        return !parts.Intersect(_sourcesOfTruth).Any()
            && !product.Contains($"{source}{string.Join('/', [.. parts[2..^1], name])}")
            && product.Any(path =>
                path.StartsWith(source, StringComparison.Ordinal) && Path.GetFileName(path) == name);
    }
}
