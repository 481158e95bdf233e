using Hermetic.Testing;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>Where the programs lie that are run.</summary>
internal static class Programs
{
    public static string Service { get; } = Built("Hermetic.Server");

    public static string Load { get; } = Built("Load");

    /// <summary>Installed by <c>performance.sh</c>.</summary>
    public static string Peers { get; } = Path.Combine(Repository.Root, "artifacts", "peers");

    /// <summary>The service without what <c>performance.sh</c> took out of it.</summary>
    public static string Without(string subtraction) => Path.Combine(
        Repository.Root, "artifacts", "subtractions", subtraction, "artifacts", "bin", "Hermetic.Server", "release",
        "Hermetic.Server.dll");

    private static string Built(string name) =>
        Path.Combine(Repository.Root, "artifacts", "bin", name, "release", name + ".dll");
}
