using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Hermetic.Server.Identity;

/// <summary>Who may come in, put together.</summary>
internal static class Registration
{
    /// <summary>WebAuthn Level 3 §5.4: 32 bytes, twice what it asks for.</summary>
    private const int ChallengeBytes = 32;

    internal static IServiceCollection AddIdentity(this IServiceCollection services, ConsoleOrigin? origin)
    {
        services.AddSingleton<IdentityFacts>().AddSingleton<StaffNames>().AddSingleton<Sessions>().AddSingleton<TeamDesk>();
        services.AddAuthorizationBuilder()
            // Whatever says nothing of itself is closed; what an endpoint says is asked for beside this.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context =>
                context.Resource is HttpContext http && http.GetEndpoint() is { } endpoint && Doors.IsDeclared(endpoint)).Build());
        services.AddSingleton<IAuthorizationHandler, RequiresHandler>().AddSingleton<IAuthorizationHandler, SocketOnlyHandler>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        if (origin is null)
            return services;
        services.AddSingleton(origin).AddSingleton<OwnSecurity>().AddSingleton<TeamView>().AddSingleton<Ceremonies>().AddSingleton<SignInLimiter>();
        services.AddIdentityCore<StaffUser>();
        services.AddSingleton<StaffUsers>().AddSingleton<IUserStore<StaffUser>>(
                provider => provider.GetRequiredService<StaffUsers>())
            .AddScoped<IPasskeyHandler<StaffUser>, PasskeyHandler<StaffUser>>()
            .Configure<IdentityPasskeyOptions>(options =>
            {
                options.ServerDomain = origin.RelyingParty;
                options.ValidateOrigin = asked => ValueTask.FromResult(
                    !asked.CrossOrigin && string.Equals(asked.Origin, origin.Origin, StringComparison.Ordinal));
                options.UserVerificationRequirement = "required";
                options.ResidentKeyRequirement = "required";
                options.AttestationConveyancePreference = "none";
                options.AuthenticatorTimeout = Ceremony.Lifetime;
                options.ChallengeSize = ChallengeBytes;
            });
        return services;
    }
}
