using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Tests;

/// <summary>The key file keeps the promises that all the others make.</summary>
public sealed class FileRootContract : RootProviderContract
{
    protected override IReadOnlyList<string> Credentials =>
        [Convert.ToHexString(File.ReadAllBytes(Path.Combine(Keys, "root.key")))];

    private protected override IRootSource Source => FileRoot.Source;

    private protected override IRootSource AnotherSource => FileRoot.Source;
}
