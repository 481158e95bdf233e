namespace Hermetic.Testing;

/// <summary>Where the tests find files: the repository, its own vectors, and the corpora beside it when present.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the project's own vectors, <c>test/vectors/…</c>.</summary>
    public static string Vector(string path) => Path.Combine(Root, "test", "vectors", path);

    /// <summary>
    /// A folder of third-party corpora beside the repository, or null when this checkout stands alone.
    /// A test that needs one says so with <c>Assert.SkipWhen</c>.
    /// </summary>
    public static string? Fixtures(string path)
    {
        for (var folder = new DirectoryInfo(Root).Parent; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "fixtures", path);
            if (Path.Exists(candidate))
                return candidate;
        }
        return null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hermetic.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests run from inside the repository; Hermetic.slnx was not found above them.");
    }
}
