using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.Storage.Identity;

namespace Hermetic.Server.Identity;

/// <summary>
/// Where people of the business are signed in. A session is a row; the browser holds a random secret whose hash finds it.
/// It is looked for at every request, on every node: what was ended a moment ago does not answer any more.
/// </summary>
internal sealed class Sessions(Database database, IdentityFacts facts, Settings settings, TimeProvider clock)
{
    internal const string Cookie = "__Host-session";

    private long Hour => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    /// <summary>Whose session a request belongs to; null when there is none, or no longer.</summary>
    internal async ValueTask<SignedIn?> FindAsync(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 100 } secret
            || database.Read(session => StaffSessions.Find(session, OneTimeToken.Digest(secret), Hour)) is not { } found)
            return null;
        var (roles, now) = (
            database.Read(session => RoleGrants.Of(session, found.Member.Id)), clock.GetUtcNow());
        var session = await facts.OpenAsync(found.Session, http.RequestAborted);
        if (IsOver(session, roles, now))
        {
            await EndAsync(found.Session, "session.expire");
            return null;
        }
        if (now - session.Seen >= SessionLimits.Note && !IsByItself(http.Request))
        {
            var box = facts.Seal(found.Session.Id, session with { Seen = now });
            await database.CommitAsync(transaction => StaffSessions.Touch(transaction, found.Session, box));
        }
        var name = (await facts.OpenAsync(found.Member, http.RequestAborted)).Name;
        return new(found.Member.Id, name, Roles.Grants(roles), StepUpOf(session, now))
        {
            Session = found.Session.Id, Roles = roles, Passkeys = found.Passkeys, RecoveryCodes = found.Codes,
        };
    }

    /// <summary>
    /// Whether the session of a request still counts and allows something: for an answer that lasts. It is no use of the
    /// session, so that it ends as it would have.
    /// </summary>
    internal async ValueTask<bool> StillAllowsAsync(HttpContext http, Permission permission)
    {
        // By its id: showing a passkey in another window gives it another secret.
        if (database.Read(session => StaffSessions.Find(session, SignedIn.Of(http).Session, Hour)) is not { } found)
            return false;
        var roles = database.Read(session => RoleGrants.Of(session, found.Member.Id));
        var (session, now) = (await facts.OpenAsync(found.Session, http.RequestAborted), clock.GetUtcNow());
        return !IsOver(session, roles, now) && Roles.Grants(roles).Contains(permission);
    }

    /// <summary>By the limits of the roles that its owner has now: who is given more stays in for less.</summary>
    private static bool IsOver(SessionFacts session, IReadOnlyList<Role> roles, DateTimeOffset now) =>
        SessionLimits.For(roles) is var limits
        && (now >= session.Until || now - session.Begun >= limits.Absolute || now - session.Seen >= limits.Idle);

    /// <summary>Signs somebody in: what begins here has a secret of its own, whatever the browser held before.</summary>
    /// <param name="first">What comes before it in the same commit.</param>
    /// <exception cref="FencedException">They are not let in any more, or the passkey was revoked meanwhile.</exception>
    internal async Task BeginAsync(
        HttpContext http, StaffId staff, Guid passkey, Action<Storage.Transaction> first)
    {
        var (id, secret, now) = (RowIds.New(), OneTimeToken.Session(), clock.GetUtcNow());
        var absolute = SessionLimits.For(database.Read(session => RoleGrants.Of(session, staff))).Absolute;
        var box = facts.Seal(id, new SessionFacts(
            now, now, now, now + absolute, Browsers.Name(http.Request.Headers.UserAgent.ToString()),
            RemoteNetwork.Prefix(http, settings.Listen.Proxy)));
        var row = new StaffSession(id, staff, passkey, Hour + (long)absolute.TotalHours + 1, box);
        var before = http.Request.Cookies[Cookie] is { Length: > 0 and < 100 } held
            ? database.Read(session => StaffSessions.Find(session, OneTimeToken.Digest(held), Hour))?.Session
            : null;
        await database.CommitAsync(transaction =>
        {
            first(transaction);
            if (before is not null)
                StaffSessions.End(transaction, before.Staff, before.Id, Record("session.end", before.Staff));
            StaffSessions.Begin(transaction, row, OneTimeToken.Digest(secret), Record("session.begin", staff));
        });
        Give(http, secret, absolute);
    }

    /// <summary>Its owner showed a passkey again: dangerous things may be done for a while, under another secret.</summary>
    /// <param name="first">What comes before it in the same commit.</param>
    /// <exception cref="FencedException">It was ended meanwhile.</exception>
    internal async Task StepUpAsync(HttpContext http, Action<Storage.Transaction> first)
    {
        var held = OneTimeToken.Digest(http.Request.Cookies[Cookie] ?? "");
        var found = database.Read(session => StaffSessions.Find(session, held, Hour))
            ?? throw new FencedException("the session was ended");
        var (secret, now) = (OneTimeToken.Session(), clock.GetUtcNow());
        var session = await facts.OpenAsync(found.Session, http.RequestAborted);
        var box = facts.Seal(found.Session.Id, session with { Proven = now, Seen = now });
        await database.CommitAsync(transaction =>
        {
            first(transaction);
            StaffSessions.Renew(
                transaction, found.Session, OneTimeToken.Digest(secret), box, Record("session.step-up", found.Member.Id));
        });
        Give(http, secret, session.Until - now);
    }

    /// <summary>Ends the session of the request, and has the browser forget what it keeps of the console.</summary>
    internal async Task EndAsync(HttpContext http, SignedIn who)
    {
        await EndAsync(who.Id, who.Session, Record("session.end", who.Id));
        http.Response.Cookies.Delete(Cookie, Options(TimeSpan.Zero));
        // Not "cookies": those of the whole registrable domain would go.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <returns>False when they have none of that id.</returns>
    internal Task<bool> EndAsync(StaffId staff, Guid id, AccessRecord record) =>
        database.CommitAsync(transaction => StaffSessions.End(transaction, staff, id, record));

    /// <summary>Somebody's, the newest first, with what is known of each.</summary>
    internal async Task<IReadOnlyList<(StaffSession Row, SessionFacts Facts)>> OfAsync(StaffId staff, CancellationToken cancel)
    {
        var all = new List<(StaffSession, SessionFacts)>();
        foreach (var row in database.Read(session => StaffSessions.Of(session, staff, Hour)))
            all.Add((row, await facts.OpenAsync(row, cancel)));
        return all;
    }

    internal static AccessRecord Record(string action, StaffId staff) =>
        new(action, Caller.Staff(staff).Actor, Target.Of(staff), Allowed: true);

    private Task<bool> EndAsync(StaffSession session, string action) =>
        EndAsync(session.Staff, session.Id, Record(action, session.Staff));

    /// <summary>A page that fetches itself again, with nobody there: it does not keep a session from becoming idle.</summary>
    private static bool IsByItself(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Dest"] == "empty";

    private static DateTimeOffset? StepUpOf(SessionFacts session, DateTimeOffset now) =>
        session.Proven + SessionLimits.StepUp is var until && until > now ? until : null;

    private static void Give(HttpContext http, string secret, TimeSpan age) =>
        http.Response.Cookies.Append(Cookie, secret, Options(age));

    private static CookieOptions Options(TimeSpan age) => new()
    {
        Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = age,
    };
}
