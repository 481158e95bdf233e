using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>What a csproj declares.</summary>
internal sealed record ProjectFile(
    string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    internal static ProjectFile OfProduct(string name) => Read($"src/{name}/{name}.csproj");

    internal static ProjectFile Read(string path) =>
        Parse(Path.GetFileNameWithoutExtension(path), XDocument.Load(Product.Full(path)));

    internal static ProjectFile Parse(string name, XDocument project) => new(
        name,
        [.. Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))],
        [.. Included(project, "PackageReference")]);

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(node => (string?)node.Attribute("Include")).OfType<string>()
            .Order(StringComparer.Ordinal);
}
