using System.Text.RegularExpressions;
using Hermetic.Testing;
using Microsoft.AspNetCore.Routing;

namespace Hermetic.Simulator.Tests;

/// <summary>docs/simulator.md is all that somebody else's project has: what can be asked for stands in it.</summary>
public sealed partial class ManualTests
{
    private static readonly string s_manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "simulator.md"));

    [Fact]
    public async Task Every_address_of_the_script_and_of_the_Graph_API_is_named()
    {
        var routes = await RoutesAsync();

        var script = routes.Where(route => route.Path.StartsWith("/simulator/", StringComparison.Ordinal)).ToList();
        Assert.True(script.Count > 20, $"{script.Count} addresses");
        Assert.All(script, route => Assert.Matches(InManual(route.Method, route.Path["/simulator/".Length..]), s_manual));
        var graph = routes.Except(script).Select(route => LastWord().Match(route.Path).Value).Where(word => word.Length > 0).ToHashSet();
        Assert.Superset(new HashSet<string> { "messages", "media", "register", "debug_token" }, graph);
        Assert.All(graph, word => Assert.Contains(word, s_manual, StringComparison.Ordinal));
    }

    /// <summary>As the manual writes it: <c>post people/0/changes '…'</c>, or curl with the address.</summary>
    private static string InManual(string method, string path)
    {
        var example = Regex.Replace(Regex.Escape(path), "\\\\\\{[^}]*}", "[^ /?]+");
        var said = method is "GET" || path is "webhooks" ? $"\\$S/{example}" : $"(?m)^{method.ToLowerInvariant()} +{example} +'";
        return said + (method is "GET" ? "[\\s?\"]" : "");
    }

    private static async Task<List<(string Method, string Path)>> RoutesAsync()
    {
        IEndpointRouteBuilder? mapped = null;
        await using var simulator = await CloudApiSimulator.StartAsync(
            Stage.Options(new Uri("http://127.0.0.1:9/")) with { Map = routes => mapped = routes });
        return
        [
            .. from endpoint in mapped!.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               let path = '/' + endpoint.RoutePattern.RawText!.TrimStart('/')
               where !path.StartsWith("/phone/", StringComparison.Ordinal) && path != "/"
               from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
               select (method, path),
        ];
    }

    [GeneratedRegex("[a-z_]+$")]
    private static partial Regex LastWord();
}
