using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>
/// What the service answers can be read in three files: the network's, the console's and the socket's. The demo's and the
/// witness's are in one each.
/// </summary>
public sealed class EndpointsTests
{
    private const string Socket = "src/Hermetic.Server/Staff/StaffSocket.cs";

    // The demo's are routes of its simulator, and the witness has one; both are processes of their own, and the service
    // has none of them.
    private static readonly string[] _routes =
    [
        "src/Hermetic.Server/Console/ConsoleEndpoints.cs", "src/Hermetic.Server/Console/PeopleEndpoints.cs",
        "src/Hermetic.Server/Demo/DemoRoutes.cs",
        "src/Hermetic.Server/Endpoints.cs", "src/Hermetic.Server/Identity/IdentityEndpoints.cs",
        "src/Hermetic.Server/Identity/IdentityPages.cs", Socket,
        "src/Hermetic.Server/Witnessing/WitnessHost.cs",
    ];

    private static readonly string[] _calls =
    [
        "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "MapGroup", "MapFallback",
        "MapWhen", "MapHub", "MapControllers", "MapRazorComponents", "UseEndpoints", "UseRouter",
        "UseStaticFiles", "MapStaticAssets",
    ];

    [Fact]
    public void A_route_is_mapped_in_these_files_only() =>
        Assert.Equal(
            _routes,
            Product.Files
                .Where(file => !file.Path.StartsWith("src/Hermetic.Simulator/", StringComparison.Ordinal))
                .Where(file => Routes(file).Any())
                .Select(file => file.Path));

    [Theory]
    [InlineData("app.MapGet(\"/secret\", () => 1)")]
    [InlineData("desk.Group().MapDelete(\"/x\", Handle)")]
    [InlineData("app.MapFallback(Handle)")]
    public void A_route_is_found(string call) =>
        Assert.Single(Routes(SourceFile.Of("X.cs", $"class X {{ void M(WebApplication app) => {call}; }}")));

    /// <summary>The staff's routes hang on the group that refuses whoever comes over the network.</summary>
    [Fact]
    public void Every_staff_route_is_in_the_group_of_the_socket()
    {
        var routes = Routes(SourceFile.Read(Socket)).Select(route => route.ToString()).ToList();
        Assert.Equal("app.MapGroup", routes[0]);
        Assert.NotEmpty(routes[1..]);
        Assert.All(routes[1..], route => Assert.StartsWith("desk.", route, StringComparison.Ordinal));
    }

    private static IEnumerable<MemberAccessExpressionSyntax> Routes(SourceFile file) =>
        file.Nodes<MemberAccessExpressionSyntax>()
            .Where(member => _calls.Contains(member.Name.Identifier.Text));
}
