using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The walls: who may reference whom, and which packages come in where.</summary>
public sealed class ReferencesTests
{
    private const string Everything =
        "Assistant Cryptography Domain Ledger RootProviders Simulator Storage WhatsApp";

    [Theory]
    [InlineData("Cryptography", "", "")]
    [InlineData("Ledger", "", "BouncyCastle.Cryptography NSec.Cryptography")]
    [InlineData("Domain", "", "NodaTime")]
    [InlineData("RootProviders", "Cryptography", "AWSSDK.KeyManagementService NSec.Cryptography Pkcs11Interop SSH.NET")]
    [InlineData("WhatsApp", "Cryptography", "BouncyCastle.Cryptography")]
    [InlineData("Assistant", "Domain", "Markdig NodaTime")]
    [InlineData("Storage", "Cryptography Domain Ledger",
        "Microsoft.Data.Sqlite NodaTime Npgsql SQLitePCLRaw.bundle_e_sqlite3")]
    [InlineData("Simulator", "Cryptography WhatsApp", "")]
    [InlineData("Server", Everything,
        "Microsoft.Orleans.Sdk Microsoft.Orleans.Server NodaTime OpenTelemetry "
        + "OpenTelemetry.Exporter.OpenTelemetryProtocol Spectre.Console System.CommandLine"
       )]
    public void A_project_references_what_its_row_allows_and_nothing_else(
        string name, string projects, string packages)
    {
        var project = ProjectFile.OfProduct($"Hermetic.{name}");
        Assert.Equal(Words(projects).Select(other => $"Hermetic.{other}"), project.Projects);
        Assert.Equal(Words(packages), project.Packages);
    }

    [Fact]
    public void Every_project_has_a_row_above()
    {
        var rows = typeof(ReferencesTests)
            .GetMethod(nameof(A_project_references_what_its_row_allows_and_nothing_else))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Select(row => $"Hermetic.{((InlineDataAttribute)row).Data[0]}");
        Assert.Equal(Product.Projects, rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_uses_only_what_it_references_itself()
    {
        var props = XDocument.Load(Product.Full("Directory.Build.props"));
        Assert.Equal("true", Assert.Single(props.Descendants("DisableTransitiveProjectReferences")).Value);
        Assert.DoesNotContain(
            Product.Paths("src", "*.csproj").Concat(Product.Paths("test", "*.csproj")),
            path => XDocument.Load(Product.Full(path))
                .Descendants("DisableTransitiveProjectReferences").Any());
    }

    [Fact]
    public void The_service_framework_is_for_the_server_and_the_simulator()
    {
        var hosts = Product.Paths("src", "*.csproj")
            .Where(path => File.ReadAllText(Product.Full(path)) is var project
                && (project.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal)
                    || project.Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal)))
            .Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(["Hermetic.Server", "Hermetic.Simulator"], hosts);
    }

    [Theory, MemberData(nameof(MirroringProjects))]
    public void A_test_project_sees_its_own_project_and_what_that_one_sees(string tests)
    {
        var mirrored = ProjectFile.OfProduct(tests[..^".Tests".Length]);
        var seen = ProjectFile.Read($"test/{tests}/{tests}.csproj").Projects;
        Assert.Contains(mirrored.Name, seen);
        Assert.Empty(seen.Except([mirrored.Name, .. mirrored.Projects, "Hermetic.Testing"]));
    }

    public static TheoryData<string> MirroringProjects() =>
        [.. Product.TestProjects.Where(name => name.StartsWith("Hermetic.", StringComparison.Ordinal)
            && name.EndsWith(".Tests", StringComparison.Ordinal))];

    [Fact]
    public void A_reference_is_read_from_the_project_file()
    {
        var project = ProjectFile.Parse("X", XDocument.Parse(
            """
            <Project><ItemGroup><ProjectReference Include="../Hermetic.Storage/Hermetic.Storage.csproj" />
            <PackageReference Include="Npgsql" /><PackageReference Update="Other" /></ItemGroup></Project>
            """));
        Assert.Equal(["Hermetic.Storage"], project.Projects);
        Assert.Equal(["Npgsql"], project.Packages);
    }

    private static string[] Words(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
