using System.Text.RegularExpressions;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Microsoft.AspNetCore.Routing;

namespace Hermetic.Server.Tests.Identity;

/// <summary>One endpoint and one of its methods.</summary>
internal sealed partial record Door(RouteEndpoint Endpoint, string Method)
{
    internal string Name => NameOf(Endpoint, Method);

    internal string Group => Endpoint.Metadata.GetMetadata<SocketOnly>() is not null ? "For the verbs"
        : Endpoint.Metadata.GetMetadata<OpenToAll>() is not null ? "Open to everybody"
        : "For people of the business";

    internal string Asks => Endpoint.Metadata.GetMetadata<OpenToAll>() is { } open ? open.Why
        : Endpoint.Metadata.GetMetadata<Requires>() is not { } requires ? "the socket"
        : (requires.Permission == Permission.None ? "a session" : requires.Permission.ToString())
            + (requires.StepUp ? ", a passkey shown within five minutes" : "");

    /// <summary>An address that this endpoint would answer, about nobody who exists.</summary>
    internal string Example => Parameter().Replace(Path(Endpoint), match => match.Groups["type"].Value switch
    {
        "guid" => "11111111-1111-4111-8111-111111111111",
        "int" or "long" => "1",
        _ => "x",
    });

    internal static string NameOf(RouteEndpoint endpoint, string method) => $"{method} {Path(endpoint)}";

    private static string Path(RouteEndpoint endpoint) => '/' + endpoint.RoutePattern.RawText!.Trim('/');

    [GeneratedRegex("""\{\**[a-zA-Z]+(:(?<type>[a-z]+))?\}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    public override string ToString() => Name;
}
