using Hermetic.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.Features;

namespace Hermetic.Server.Identity;

/// <summary>Decides by what the session's roles allow, as the database says at this request.</summary>
internal sealed class RequiresHandler : AuthorizationHandler<Requires>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Requires requirement)
    {
        if (context.Resource is HttpContext http && Doorkeeper.Asks(http, requirement) == Doorkeeper.Answer.ComeIn)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>
/// Stands before every endpoint. Who is at the other end is asked for where an endpoint wants somebody; who may not come in
/// is told what to do about it, as a page for a browser and as a status for a program.
/// </summary>
internal sealed class Doorkeeper : IAuthorizationMiddlewareResultHandler
{
    internal enum Answer
    {
        /// <summary>There is no such door.</summary>
        Closed,
        SignIn,

        /// <summary>A second passkey, or recovery codes, come before everything else.</summary>
        Secure,
        StepUp,
        Refuse,
        ComeIn,
    }

    /// <summary>Finds whose session a request belongs to, where the endpoint asks.</summary>
    internal static async Task RecogniseAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Requires>() is not null
            && http.Features.Get<SignedIn>() is null
            && await http.RequestServices.GetRequiredService<Sessions>().FindAsync(http) is { } who)
            http.Features.Set(who);
        await next(http);
    }

    internal static Answer Asks(HttpContext http, Requires requires) => http.Features.Get<SignedIn>() switch
    {
        null => Answer.SignIn,
        { IsOneDeviceFromLockedOut: true } when !requires.BeforeSecured => Answer.Secure,
        var who when requires.Permission != Permission.None && !who.May(requires.Permission) => Answer.Refuse,
        { SteppedUpUntil: null } when requires.StepUp => Answer.StepUp,
        _ => Answer.ComeIn,
    };

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        var answer = context.GetEndpoint()?.Metadata.GetMetadata<Requires>() is { } requires
            ? Asks(context, requires)
            : Answer.Closed;
        return IsNavigation(context.Request) ? ShowAsync(context, answer) : StateAsync(context, answer);
    }

    private static Task ShowAsync(HttpContext http, Answer answer)
    {
        if (answer is Answer.Closed or Answer.Refuse)
            return StateAsync(http, answer);
        // Only a page is come back to: what was posted is to be posted again by whoever wants it.
        var back = HttpMethods.IsGet(http.Request.Method)
            ? "?to=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)
            : "";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(answer switch
        {
            Answer.Secure => "/console/security",
            Answer.StepUp => "/console/step-up" + back,
            _ => "/console/sign-in" + back,
        });
        return Task.CompletedTask;
    }

    private static Task StateAsync(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = answer switch
        {
            Answer.Closed => StatusCodes.Status404NotFound,
            Answer.SignIn => StatusCodes.Status401Unauthorized,
            _ => StatusCodes.Status403Forbidden,
        };
        http.Response.Headers.CacheControl = "no-store";
        if (answer != Answer.Closed)
            http.Response.Headers["Hermetic-Door"] = answer.ToString();
        return Task.CompletedTask;
    }

    /// <summary>A browser that goes to a page, and not one of its modules that fetches something.</summary>
    private static bool IsNavigation(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"] is var mode && (mode == "navigate"
            || (mode.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)));
}
