using System.Text.Json;
using System.Text.Json.Serialization;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.Storage.Identity;

namespace Hermetic.Server.Identity;

/// <param name="Credential">What the browser's authenticator answered: RegistrationResponseJSON or AuthenticationResponseJSON.</param>
/// <param name="Label">What its owner calls a new passkey.</param>
/// <param name="Name">What somebody is called who comes in for the first time.</param>
internal sealed record Answered(JsonElement Credential, string? Label, string? Name);

/// <param name="To">Where the browser goes next: a path of the console.</param>
internal sealed record Going(string To);

/// <param name="Problem">A sentence for whoever sits there.</param>
internal sealed record Refusal(string Problem);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Answered))]
[JsonSerializable(typeof(Going))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class IdentityAnswers : JsonSerializerContext;

/// <summary>How people of the business come in: links, passkeys, sessions. The pages that ask are the console's.</summary>
internal static class IdentityEndpoints
{
    /// <summary>A registration with its attestation object; more is no passkey.</summary>
    private const long Longest = 64 * 1024;

    private const string Before = "Whoever signs in has not shown yet who they are.";

    internal static WebApplication MapIdentity(this WebApplication app)
    {
        var open = app.MapGroup("/console").AddEndpointFilter(SignInLimiter.FilterAsync).OpenToAll(Before);
        open.MapPost("/sign-in/challenge", (HttpContext http, Ceremonies ceremonies) =>
            OptionsAsync(ceremonies.AskAsync(http, CeremonyKind.SignIn, staff: null)));
        open.MapPost("/sign-in", (HttpContext http, Ceremonies ceremonies) => AnswerAsync(http, async answered =>
        {
            await ceremonies.SignInAsync(http, answered.Credential.GetRawText());
            return "/console";
        }));
        open.MapPost("/welcome/{link}/challenge", WelcomeAsync);
        open.MapPost("/welcome/{link}", EnrolAsync);

        var own = app.MapGroup("/console").Requires(new Requires(Permission.None) { BeforeSecured = true });
        own.MapPost("/sign-out", async (HttpContext http, Sessions sessions) =>
        {
            await sessions.EndAsync(http, SignedIn.Of(http));
            return Results.Redirect("/console/sign-in");
        });
        own.MapPost("/step-up/challenge", (HttpContext http, Ceremonies ceremonies) =>
            OptionsAsync(ceremonies.AskAsync(http, CeremonyKind.StepUp, SignedIn.Of(http).Id)));
        own.MapPost("/step-up", (HttpContext http, Ceremonies ceremonies) => AnswerAsync(http, async answered =>
        {
            await ceremonies.StepUpAsync(http, SignedIn.Of(http).Id, answered.Credential.GetRawText());
            return "/console";
        }));

        var keys = app.MapGroup("/console/security")
            .Requires(new Requires(Permission.None, StepUp: true) { BeforeSecured = true });
        keys.MapPost("/passkeys/challenge", (HttpContext http, Ceremonies ceremonies) =>
            OptionsAsync(ceremonies.OfferAsync(http, SignedIn.Of(http).Id, SignedIn.Of(http).Name)));
        keys.MapPost("/passkeys", (HttpContext http, Ceremonies ceremonies) => AnswerAsync(http, async answered =>
        {
            await ceremonies.AddAsync(http, SignedIn.Of(http).Id, LabelOf(answered), answered.Credential.GetRawText());
            return "/console/security";
        }));
        return app;
    }

    private static async Task<IResult> WelcomeAsync(
        HttpContext http, string link, TeamDesk team, IdentityFacts facts, Ceremonies ceremonies)
    {
        if (team.Find(link) is not { } member)
            return NoLink();
        var name = (await facts.OpenAsync(member, http.RequestAborted)).Name;
        return await OptionsAsync(ceremonies.OfferAsync(http, member.Id, name));
    }

    private static Task<IResult> EnrolAsync(HttpContext http, string link, TeamDesk team, Ceremonies ceremonies) =>
        AnswerAsync(http, async answered =>
        {
            if (team.Find(link) is not { } member)
                throw new CeremonyRefusedException(NoLinkWords);
            await ceremonies.EnrolAsync(
                http, member, OneTimeToken.Digest(link), LabelOf(answered), NameOf(answered),
                answered.Credential.GetRawText());
            return "/console/security";
        });

    private const string NoLinkWords =
        "This link has been used or its time is over. Nothing was changed. Ask whoever sent it for a new one.";

    private static IResult NoLink() => Refuse(new(NoLinkWords));

    /// <summary>At most so many characters as are shown; "Passkey" for none.</summary>
    private static string LabelOf(Answered answered) => Trimmed(answered.Label, PasskeyFacts.LongestName) ?? "Passkey";

    private static string? NameOf(Answered answered) => Trimmed(answered.Name, StaffFacts.LongestName);

    private static string? Trimmed(string? typed, int most) => string.IsNullOrWhiteSpace(typed)
        ? null
        : new string([.. typed.Trim().Where(letter => !char.IsControl(letter)).Take(most)]);

    private static async Task<IResult> OptionsAsync(Task<string> options) =>
        Results.Text(await options, "application/json; charset=utf-8");

    private static async Task<IResult> AnswerAsync(HttpContext http, Func<Answered, Task<string>> act)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.ContentLength is null or > Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        try
        {
            var answered = await JsonSerializer.DeserializeAsync(
                http.Request.Body, IdentityAnswers.Default.Answered, http.RequestAborted);
            return answered is not { Credential.ValueKind: JsonValueKind.Object }
                ? Results.BadRequest()
                : Results.Json(new Going(await act(answered)), IdentityAnswers.Default.Going);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
        catch (CeremonyRefusedException refused)
        {
            return Refuse(refused);
        }
    }

    private static IResult Refuse(CeremonyRefusedException refused) => Results.Json(
        new Refusal(refused.Message), IdentityAnswers.Default.Refusal, statusCode: StatusCodes.Status403Forbidden);
}
