using System.Net;
using System.Text.Json.Nodes;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Storage.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Identity;

/// <summary>How long somebody stays signed in, what ends it, and what needs more than being signed in (ASVS 5.0, V7).</summary>
public sealed class SessionTests
{
    private static readonly DateTimeOffset _monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(_monday);

    [Fact]
    public async Task V7_3_1_who_does_nothing_for_a_quarter_of_an_hour_is_signed_out()
    {
        await using var team = await TeamAsync(Role.Owner);
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
    }

    [Fact]
    public async Task V7_3_1_who_only_answers_customers_may_be_away_for_an_hour()
    {
        await using var team = await TeamAsync(Role.Agent);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
    }

    [Fact]
    public async Task V7_3_2_twelve_hours_are_the_end_however_busy_somebody_is()
    {
        await using var team = await TeamAsync(Role.Owner);
        for (var minutes = 14; minutes < 12 * 60; minutes += 14)
        {
            _clock.Advance(TimeSpan.FromMinutes(14));
            Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
        }
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
    }

    [Fact]
    public async Task V7_2_4_signing_in_and_showing_a_passkey_again_each_give_a_new_secret_and_the_old_one_is_void()
    {
        await using var team = await TeamAsync(Role.Owner);
        var before = team.Browser.Stolen();
        using (var answer = await team.Browser.AnswerAsync("/console/step-up", team.First.Assert, team.Browser.True))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(before[Sessions.Cookie], team.Browser.Cookie(Sessions.Cookie));
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
        using var thief = new TestBrowser(team.Service);
        thief.Hold(before);
        using (var refused = await thief.GetAsync("/console/security"))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        var stepped = team.Browser.Stolen();
        await team.Browser.SignInAsync(team.First);
        thief.Hold(stepped);
        using var ended = await thief.GetAsync("/console/security");
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
    }

    [Fact]
    public async Task V7_3_2_who_is_given_more_stays_in_for_less()
    {
        await using var team = await TeamAsync(Role.Agent);
        await team.Desk.GiveAsync(team.Owner, team.Who, Role.Auditor);
        for (var minutes = 14; minutes < 12 * 60; minutes += 14)
        {
            _clock.Advance(TimeSpan.FromMinutes(14));
            Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
        }
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
    }

    [Fact]
    public async Task V8_2_1_nobody_gives_takes_or_ends_what_is_above_them_or_their_own()
    {
        await using var team = await TeamAsync(Role.Administrator);
        var admin = new SignedIn(team.Who, "Administrator", Roles.Grants(Role.Administrator));
        await Assert.ThrowsAsync<Hermetic.Server.Staff.RefusedException>(() => team.Desk.EndSessionsAsync(admin, team.Owner.Id));
        await Assert.ThrowsAsync<Hermetic.Server.Staff.RefusedException>(() => team.Desk.SuspendAsync(admin, team.Owner.Id));
        await Assert.ThrowsAsync<Hermetic.Server.Staff.RefusedException>(() => team.Desk.InviteAgainAsync(admin, team.Owner.Id));
        await Assert.ThrowsAsync<Hermetic.Server.Staff.RefusedException>(() => team.Desk.InviteAsync(admin, "X", [Role.Agent]));
        await Assert.ThrowsAsync<Hermetic.Server.Staff.RefusedException>(() => team.Desk.GiveAsync(admin, team.Who, Role.Auditor));
        await Assert.ThrowsAsync<Hermetic.Server.Staff.RefusedException>(() => team.Desk.KeepAsync(admin, team.Who, Role.Administrator));
        Assert.NotEmpty(team.Service.Database.Read(session => StaffSessions.Of(session, team.Owner.Id, hour: 0)));
    }

    [Fact]
    public async Task V6_4_1_a_link_that_was_made_for_less_does_not_bring_more()
    {
        await using var team = await TeamAsync(Role.Auditor);
        var link = (await team.Desk.InviteAgainAsync(team.Owner, team.Who)).Link;
        await team.Desk.GiveAsync(team.Owner, team.Who, Role.Owner);
        using var thief = new TestBrowser(team.Service);
        using var refused = await thief.PostAsync($"/console/welcome/{link}/challenge");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task V7_5_3_what_is_dangerous_needs_a_passkey_of_the_last_five_minutes_and_doing_it_does_not_prolong_them()
    {
        await using var team = await TeamAsync(Role.Owner);
        Assert.Equal(HttpStatusCode.OK, await team.SubmitAsync("/console/security/codes"));
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, await team.SubmitAsync("/console/security/codes"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Forbidden, await team.SubmitAsync("/console/security/codes"));
        using (var answer = await team.Browser.AnswerAsync("/console/step-up", team.Second.Assert, team.Browser.True))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await team.SubmitAsync("/console/security/codes"));
    }

    [Fact]
    public async Task V7_5_3_somebody_elses_passkey_does_not_step_up()
    {
        await using var team = await TeamAsync(Role.Agent);
        using var refused = await team.Browser.AnswerAsync("/console/step-up", team.OwnersFirst.Assert, team.Browser.True);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task V7_4_1_a_session_that_was_signed_out_answers_nothing_and_the_browser_is_told_to_forget()
    {
        await using var team = await TeamAsync(Role.Owner);
        var before = team.Browser.Stolen();
        using (var answer = await team.Browser.SubmitAsync("/console/sign-out"))
            Assert.Contains("\"storage\"", string.Join(',', answer.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        team.Browser.Hold(before);
        Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
    }

    [Fact]
    public async Task V7_4_2_who_is_not_let_in_any_more_is_out_at_the_next_request_and_cannot_come_back()
    {
        await using var team = await TeamAsync(Role.Agent);
        await team.Desk.SuspendAsync(team.Owner, team.Who);
        Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
        using var refused = await team.Browser.AnswerAsync("/console/sign-in", team.First.Assert, team.Browser.True);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task V7_4_3_a_revoked_passkey_ends_the_sessions_that_it_began_and_no_others()
    {
        await using var team = await TeamAsync(Role.Owner);
        using var other = new TestBrowser(team.Service);
        await other.SignInAsync(team.Second);
        var second = team.Service.Database.Read(session => Passkeys.Of(session, team.Who))[1].Id;
        Assert.Equal(HttpStatusCode.Redirect, await team.SubmitAsync($"/console/security/passkeys/{second}/revocation"));

        using var refused = await other.GetAsync("/console/security");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
    }

    [Fact]
    public async Task V7_5_2_somebody_sees_where_they_are_signed_in_and_ends_one_and_not_anybody_elses()
    {
        await using var team = await TeamAsync(Role.Agent);
        using var other = new TestBrowser(team.Service);
        await other.SignInAsync(team.Second);
        var page = await team.Browser.ReadAsync("/console/security");
        var sessions = team.Service.Database.Read(session => StaffSessions.Of(session, team.Who, hour: 0));
        Assert.All(sessions.Skip(1), one => Assert.True(
            page.Contains($"/console/security/sessions/{one.Id:N}/revocation", StringComparison.Ordinal)
            || page.Contains($"/console/security/sessions/{sessions[0].Id:N}/revocation", StringComparison.Ordinal)));

        var owners = team.Service.Database.Read(session => StaffSessions.Of(session, team.Owner.Id, hour: 0))[0].Id;
        Assert.Equal(HttpStatusCode.Redirect, await team.SubmitAsync($"/console/security/sessions/{owners}/revocation"));
        Assert.NotEmpty(team.Service.Database.Read(session => StaffSessions.Of(session, team.Owner.Id, hour: 0)));
        Assert.Equal(HttpStatusCode.Redirect, await team.SubmitAsync($"/console/security/sessions/{sessions[0].Id}/revocation"));
        using var refused = await other.GetAsync("/console/security");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task V8_3_2_a_role_that_is_taken_away_counts_at_the_next_request()
    {
        await using var team = await TeamAsync(Role.Agent);
        using (var inbox = await team.Browser.GetAsync("/console/inbox"))
            Assert.Equal(HttpStatusCode.OK, inbox.StatusCode);
        await team.Desk.TakeAsync(team.Owner, team.Who, Role.Agent);
        using var refused = await team.Browser.GetAsync("/console/inbox");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task V3_3_1_V3_3_2_V3_3_3_V3_3_4_the_cookie_of_a_session_is_this_hosts_and_no_scripts_or_other_sites()
    {
        await using var team = await TeamAsync(Role.Owner);
        using var browser = new TestBrowser(team.Service);
        using var answer = await browser.AnswerAsync("/console/sign-in", team.First.Assert, browser.True);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), set => set.StartsWith(Sessions.Cookie, StringComparison.Ordinal));
        Assert.Matches("^__Host-session=[A-Za-z0-9_-]{43}; max-age=43200; path=/; secure; samesite=strict; httponly$", cookie);
    }

    [Fact]
    public async Task V7_2_1_a_secret_that_nobody_was_given_is_nobodys_whatever_it_looks_like()
    {
        await using var team = await TeamAsync(Role.Owner);
        var secret = team.Browser.Cookie(Sessions.Cookie)!;
        foreach (var forged in new[] { "", "x", new string('A', 43), secret[..^1], secret + "A", secret.ToLowerInvariant(), new string('A', 5000) })
        {
            team.Browser.SetCookie(Sessions.Cookie, forged);
            Assert.Equal(HttpStatusCode.Unauthorized, await team.AskAsync());
        }
    }

    [Fact]
    public async Task V6_3_8_nobody_learns_from_a_challenge_who_exists()
    {
        await using var team = await TeamAsync(Role.Owner);
        using var stranger = new TestBrowser(team.Service);
        var options = await stranger.ChallengeAsync("/console/sign-in/challenge");
        Assert.Empty(options["allowCredentials"]?.AsArray() ?? []);
        Assert.Equal("required", (string?)options["userVerification"]);
        Assert.Equal("localhost", (string?)options["rpId"]);
        using var unknown = new SoftwareAuthenticator { UserHandle = "AAAA" };
        using var known = await stranger.PostAsync("/console/sign-in", new JsonObject { ["credential"] = unknown.Assert(options, stranger.True) });
        var again = await stranger.ChallengeAsync("/console/sign-in/challenge");
        using var wrong = await stranger.PostAsync(
            "/console/sign-in", new JsonObject { ["credential"] = team.First.Assert(again, stranger.True with { IsVerified = false }) });
        Assert.Equal(
            (known.StatusCode, await known.Content.ReadAsStringAsync()), (wrong.StatusCode, await wrong.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task V6_3_1_tries_are_counted_for_a_network_and_then_refused_for_a_minute()
    {
        await using var team = await TeamAsync(Role.Owner);
        using var stranger = new TestBrowser(team.Service);
        HttpStatusCode answer;
        var tries = 0;
        do
        {
            using var asked = await stranger.PostAsync("/console/sign-in/challenge");
            answer = asked.StatusCode;
        }
        while (answer == HttpStatusCode.OK && ++tries <= SignInLimiter.Tries);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer);
        // Whoever is in stays in.
        Assert.Equal(HttpStatusCode.OK, await team.AskAsync());
    }

    [Fact]
    public async Task V6_5_1_a_recovery_code_counts_once_and_brings_a_new_passkey()
    {
        await using var team = await TeamAsync(Role.Owner);
        using var page = await team.Browser.SubmitAsync("/console/security/codes");
        var code = System.Text.RegularExpressions.Regex.Match(
            await page.Content.ReadAsStringAsync(), "<code>(?<code>[0-9A-Z-]{29})</code>", System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)).Groups["code"].Value;
        using var elsewhere = new TestBrowser(team.Service);
        using var used = await elsewhere.SubmitAsync("/console/sign-in/recovery", ("code", code));
        var link = used.Headers.Location!.ToString();
        using var key = new SoftwareAuthenticator();
        using var enrolled = await elsewhere.AnswerAsync(link, key.Register, elsewhere.True);
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);
        using var again = await elsewhere.SubmitAsync("/console/sign-in/recovery", ("code", code));
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
    }

    private async Task<Team> TeamAsync(Role role) => await Team.StartAsync(_clock, role);
}
