using Hermetic.Testing;

namespace Architecture.Tests;

/// <summary>The product as it lies in the repository.</summary>
internal static class Product
{
    /// <summary>Every C# file below <c>src/</c>.</summary>
    internal static IReadOnlyList<SourceFile> Files { get; } =
        [.. Paths("src", "*.cs").Select(SourceFile.Read)];

    internal static IReadOnlyList<string> Projects { get; } =
        [.. Paths("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path))];

    internal static IReadOnlyList<string> TestProjects { get; } =
        [.. Paths("test", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path))];

    internal static IEnumerable<SourceFile> In(string project) =>
        Files.Where(file => file.Path.StartsWith($"src/{project}/", StringComparison.Ordinal));

    internal static string Full(string path) => Path.Combine(Repository.Root, path);

    /// <summary>Relative paths with slashes, sorted.</summary>
    internal static IEnumerable<string> Paths(string folder, string pattern) =>
        Directory.EnumerateFiles(Full(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
