using System.Xml.Linq;
using Hermetic.Testing;

namespace Architecture.Tests;

/// <summary>
/// Which lists of banned symbols the build hands to the analyzer for a project: read from
/// Directory.Build.props.
/// </summary>
internal static class BanLists
{
    private const string ThisFolder = "$(MSBuildThisFileDirectory)";
    private const string ProjectName = "$(MSBuildProjectName)";
    private const string NotTests =
        "!$(MSBuildProjectName.EndsWith('Tests')) and '$(MSBuildProjectName)' != 'Hermetic.Testing'";
    private const string Differs = $"'{ProjectName}' != '";

    /// <summary>Paths relative to the repository.</summary>
    internal static IReadOnlyList<string> Of(string project) =>
        Of(project, XDocument.Load(Product.Full("Directory.Build.props")));

    internal static IReadOnlyList<string> Of(string project, XDocument props) =>
    [
        .. props.Descendants("AdditionalFiles")
            .Where(file => file.AncestorsAndSelf()
                .All(element => Holds((string?)element.Attribute("Condition"), project)))
            .Select(file => Expand((string)file.Attribute("Include")!, project)),
    ];

    /// <summary>
    /// Only the conditions that are in use are known: another one has to be added here, not passed over.
    /// </summary>
    private static bool Holds(string? condition, string project) => condition switch
    {
        null => true,
        NotTests => !project.EndsWith("Tests", StringComparison.Ordinal) && project != "Hermetic.Testing",
        _ when condition.StartsWith(Differs, StringComparison.Ordinal) =>
            condition[Differs.Length..^1] != project,
        _ when condition.StartsWith("Exists('", StringComparison.Ordinal) =>
            File.Exists(Path.Combine(Repository.Root, Expand(condition["Exists('".Length..^2], project))),
        _ => throw new NotSupportedException($"The condition {condition} is not known to this test."),
    };

    private static string Expand(string path, string project) =>
        path.Replace(ThisFolder, "", StringComparison.Ordinal)
            .Replace(ProjectName, project, StringComparison.Ordinal);
}
