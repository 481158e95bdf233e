using Hermetic.Server.Staff;
using Microsoft.AspNetCore.Authorization;

namespace Hermetic.Server.Identity;

/// <summary>An endpoint that asks nobody who they are, and why that is right.</summary>
/// <param name="Why">A sentence for whoever reviews the doors.</param>
internal sealed record OpenToAll(string Why) : IAllowAnonymous;

/// <summary>An endpoint of the verbs: it answers on the owner's 0600 socket, and is not there for anybody else.</summary>
internal sealed record SocketOnly : IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

internal sealed class SocketOnlyHandler : AuthorizationHandler<SocketOnly>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SocketOnly requirement)
    {
        if (context.Resource is HttpContext http && StaffConnection.Is(http))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Every endpoint says whom it lets in. One that does not is a mistake, and the service does not start with it.</summary>
internal static class Doors
{
    /// <exception cref="InvalidOperationException">Names the first endpoint that says nothing.</exception>
    internal static WebApplication RequireAllDeclared(this WebApplication app)
    {
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
        {
            if (!IsDeclared(endpoint))
                throw new InvalidOperationException($"{endpoint.DisplayName} does not say whom it lets in.");
        }
        return app;
    }

    internal static bool IsDeclared(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Requires>() is not null
        || endpoint.Metadata.GetMetadata<SocketOnly>() is not null
        || endpoint.Metadata.GetMetadata<OpenToAll>() is not null;

    /// <summary>Asks for a session whose roles have the permission.</summary>
    internal static T Requires<T>(this T endpoint, Requires requires) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(requires);

    /// <summary>Asks nobody who they are.</summary>
    internal static T OpenToAll<T>(this T endpoint, string why) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpenToAll(why));
}
