using System.Net;
using System.Text.Json.Nodes;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;
using Hermetic.Storage.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Identity;

/// <summary>Who comes in by a passkey, and what is not one. Each forged answer is signed rightly: only one thing is wrong.</summary>
public sealed class PasskeyTests
{
    [Fact]
    public async Task V6_4_1_the_first_owner_comes_in_by_the_link_once_and_signs_in_again_with_either_passkey()
    {
        await using var service = await StartAsync();
        var invited = await service.Parts.GetRequiredService<TeamDesk>().BootstrapAsync(new StaffPeer(true, 1000), breakGlass: false);
        var (browser, first, second) = await TestBrowser.EnrolAsync(service, invited.Link);
        using (browser)
        using (first)
        using (second)
        {
            Assert.Equal(["staff.bootstrap", "passkey.add", "session.begin", "passkey.add"], await service.ActionsOfStaffAsync());
            foreach (var passkey in new[] { first, second })
            {
                using var again = new TestBrowser(service);
                await again.SignInAsync(passkey);
                Assert.NotNull(again.Cookie(Sessions.Cookie));
            }
        }
        using var late = new TestBrowser(service);
        using var answer = await late.PostAsync($"/console/welcome/{invited.Link}/challenge");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    public static TheoryData<string> Forgeries => new(_forgeries.Keys);

    private static readonly Dictionary<string, Func<Claims, Claims>> _forgeries = new(StringComparer.Ordinal)
    {
        ["no user verification"] = claims => claims with { IsVerified = false },
        ["another origin"] = claims => claims with { Origin = "https://evil.example" },
        ["another port"] = claims => claims with { Origin = "http://localhost:1" },
        ["another relying party"] = claims => claims with { RelyingParty = "evil.example" },
        ["in a frame of somebody else"] = claims => claims with { CrossOrigin = true },
        ["another kind of ceremony"] = claims => claims with { Type = "webauthn.create" },
        ["another challenge"] = claims => claims with { Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task V6_3_3_a_forged_answer_does_not_sign_in(string forgery)
    {
        await using var service = await StartAsync();
        var (owner, first, second) = await TestBrowser.OwnerAsync(service);
        using var thief = new TestBrowser(service);

        using var refused = await thief.AnswerAsync("/console/sign-in", first.Assert, _forgeries[forgery](thief.True));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(thief.Cookie(Sessions.Cookie));

        // The same with nothing forged is accepted: it was that one thing.
        await thief.SignInAsync(first);
        Dispose(owner, first, second);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_answer_does_not_register(string forgery)
    {
        if (forgery == "another kind of ceremony")
            return;
        await using var service = await StartAsync();
        var (owner, first, second) = await TestBrowser.OwnerAsync(service);
        using var third = new SoftwareAuthenticator();

        using var refused = await owner.AnswerAsync("/console/security/passkeys", third.Register, _forgeries[forgery](owner.True));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(2, service.Database.Read(Passkeys.All).Count);

        using var accepted = await owner.AnswerAsync("/console/security/passkeys", third.Register, owner.True);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Dispose(owner, first, second);
    }

    /// <summary>
    /// A synced passkey shows 0 each time, so its counter tells nothing (WebAuthn Level 3 §7.2, step 22): what makes an
    /// answer count once is the service.
    /// </summary>
    [Fact]
    public async Task V6_7_2_the_same_answer_with_the_same_cookie_does_not_count_twice()
    {
        await using var service = await StartAsync();
        var (owner, first, second) = await TestBrowser.OwnerAsync(service);
        using var browser = new TestBrowser(service);
        var options = await browser.ChallengeAsync("/console/sign-in/challenge");
        var stolen = browser.Stolen();
        var answer = new JsonObject { ["credential"] = first.Assert(options, browser.True with { SignCount = 0 }) };
        using (var once = await browser.PostAsync("/console/sign-in", answer))
            Assert.Equal(HttpStatusCode.OK, once.StatusCode);

        using var thief = new TestBrowser(service);
        thief.Hold(stolen);
        using var twice = await thief.PostAsync("/console/sign-in", answer.DeepClone());

        Assert.Equal(HttpStatusCode.Forbidden, twice.StatusCode);
        Assert.Null(thief.Cookie(Sessions.Cookie));
        Dispose(owner, first, second);
    }

    [Fact]
    public async Task An_answer_without_its_own_challenge_does_not_count()
    {
        await using var service = await StartAsync();
        var (owner, first, second) = await TestBrowser.OwnerAsync(service);
        using var one = new TestBrowser(service);
        using var other = new TestBrowser(service);
        var options = await one.ChallengeAsync("/console/sign-in/challenge");
        await other.ChallengeAsync("/console/sign-in/challenge");

        using var refused = await other.PostAsync(
            "/console/sign-in", new JsonObject { ["credential"] = first.Assert(options, other.True) });

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Dispose(owner, first, second);
    }

    private static void Dispose(params IDisposable[] all)
    {
        foreach (var one in all)
            one.Dispose();
    }
}
