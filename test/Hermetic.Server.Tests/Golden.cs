using Hermetic.Testing;

namespace Hermetic.Server.Tests;

/// <summary>Pages of the documentation that are made from the program; <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
internal static class Golden
{
    /// <param name="path">In the repository.</param>
    /// <param name="made">What it has to say.</param>
    internal static void Compare(string path, string made)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(file, made);
        Assert.Equal(File.ReadAllText(file), made);
    }
}
