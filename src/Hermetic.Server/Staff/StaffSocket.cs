using System.Globalization;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Server.Doctor;
using Hermetic.Server.Evidence;
using Hermetic.Server.Flows;
using Hermetic.Server.Identity;
using Hermetic.Server.Privacy;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>The verbs' end of the 0600 socket. No route here answers on a network address.</summary>
internal static class StaffSocket
{
    internal static WebApplication MapStaffDesk(this WebApplication app)
    {
        var desk = app.MapGroup("/staff").WithMetadata(new SocketOnly());
        desk.MapGet("/conversations", (HttpContext http, StaffDesk staff) =>
            JsonAsync(http, async json => { await staff.ListAsync(StaffDesk.Socket, json, http.RequestAborted); return true; }));
        desk.MapGet("/conversations/{id:guid}", (HttpContext http, Guid id, StaffDesk staff) =>
            JsonAsync(http, async json =>
                id != Guid.Empty && await staff.ShowAsync(
                    StaffDesk.Socket, ConversationId.From(id), json, http.RequestAborted)));
        desk.MapPost("/conversations/{id:guid}/replies", ReplyAsync);
        desk.MapGet("/conversations/{id:guid}/media/{message:guid}", ReadMediaAsync);
        desk.MapPut("/conversations/{id:guid}/handover", async (Guid id, StaffDesk staff) =>
            id != Guid.Empty && await staff.TakeOverAsync(StaffDesk.Socket, ConversationId.From(id)) ? Results.NoContent() : Results.NotFound());
        desk.MapDelete("/conversations/{id:guid}/handover", async (Guid id, StaffDesk staff) =>
            id != Guid.Empty && await staff.ReleaseAsync(StaffDesk.Socket, ConversationId.From(id)) ? Results.NoContent() : Results.NotFound());
        desk.MapGet("/outbox", (HttpContext http, OutboxDesk outbox) =>
            JsonAsync(http, async json => { await outbox.ListAsync(json); return true; }));
        desk.MapPost("/outbox/{id:guid}/repetition", RepeatAsync);
        desk.MapGet("/parked", (HttpContext http, ParkedDesk parked) =>
            JsonAsync(http, async json => { await parked.ListAsync(json); return true; }));
        desk.MapGet("/parked/{id:guid}", (HttpContext http, Guid id, ParkedDesk parked) =>
            JsonAsync(http, async json =>
                id != Guid.Empty && await parked.ShowAsync(MessageId.From(id), json, http.RequestAborted)));
        desk.MapPost("/subjects/search", FindSubjectAsync);
        desk.MapGet("/subjects/{id:guid}", (HttpContext http, Guid id, SubjectDesk subjects) =>
            JsonAsync(http, async json =>
                id != Guid.Empty && await subjects.ShowAsync(
                    StaffConnection.PeerOf(http).Caller, SubjectId.From(id), json, http.RequestAborted)));
        desk.MapGet("/subjects/{id:guid}/copy", CopySubjectAsync);
        desk.MapPost("/subjects/{id:guid}/erasure", (HttpContext http, Guid id, ErasureReason reason, ErasureDesk erasures) =>
            StepByStepAsync(http, id, (who, told) => erasures.EraseAsync(who, SubjectId.From(id), reason, told)));
        desk.MapPut("/subjects/{id:guid}/hold", HoldSubjectAsync);
        desk.MapDelete("/subjects/{id:guid}/hold", (HttpContext http, Guid id, ErasureDesk erasures) =>
            StepByStepAsync(http, id, (who, told) => erasures.ReleaseAsync(who, SubjectId.From(id), told)));
        desk.MapGet("/holds", (HttpContext http, HoldDesk holds) => JsonAsync(http, async json =>
        {
            await holds.ListAsync(StaffConnection.PeerOf(http).Caller, json, http.RequestAborted);
            return true;
        }));
        desk.MapGet("/approvals/{id:guid}", (HttpContext http, Guid id, ErasureDesk erasures) =>
            JsonAsync(http, json => erasures.ShowAsync(id, json, http.RequestAborted)));
        desk.MapPost("/approvals/{id:guid}", (HttpContext http, Guid id, ErasureDesk erasures) =>
            StepByStepAsync(http, id, (who, told) => erasures.ApproveAsync(who, id, told)));
        desk.MapGet("/retention", (HttpContext http, RetentionDesk retention) =>
            JsonAsync(http, json => { retention.Show(json); return Task.FromResult(true); }));
        desk.MapPost("/retention/confirmation", async (RetentionDesk retention) =>
        {
            await retention.ConfirmAsync();
            return Results.NoContent();
        });
        desk.MapGet("/account/events", (HttpContext http, AccountDesk account) =>
            JsonAsync(http, async json => { await account.ListAsync(json); return true; }));
        desk.MapDelete("/account/events", async (AccountDesk account) =>
            Results.Text((await account.AcknowledgeAsync(StaffDesk.Socket)).ToString(CultureInfo.InvariantCulture)));
        desk.MapPost("/flows-key", async (FlowKeyStore keys) => Results.Text(await keys.PublicKeyPemAsync()));
        desk.MapPost("/flows-key/rotation", async (FlowKeyStore keys) => Results.Text(await keys.RotateAsync()));
        desk.MapGet("/keys", (HttpContext http, KeysDesk keys) =>
            JsonAsync(http, async json => { await keys.WriteAsync(json); return true; }));
        desk.MapPost("/keys/{name}/rotation", RotateAsync);
        desk.MapPost("/keys/trim", (HttpContext http, KeysDesk keys) => ExplainedAsync(http, async () =>
            Results.Text((await keys.TrimAsync(http.RequestAborted)).ToString(CultureInfo.InvariantCulture))));
        desk.MapGet("/evidence", (HttpContext http, string wamid, EvidenceDesk evidence) =>
            JsonAsync(http, json => evidence.ShowAsync(Encoding.UTF8.GetBytes(wamid), json, http.RequestAborted)));
        desk.MapGet("/evidence/counts", (HttpContext http, EvidenceDesk evidence) =>
            JsonAsync(http, json => { evidence.Count(json); return Task.FromResult(true); }));
        desk.MapPost("/evidence/open", async (HttpContext http, EvidenceDesk evidence) =>
        {
            using var request = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            return await JsonAsync(http, json => evidence.OpenAsync(request.RootElement, json, http.RequestAborted));
        });
        desk.MapGet("/evidence/proofs/{index:long}", (HttpContext http, long index, LedgerExport ledger) =>
            JsonAsync(http, async json =>
            {
                json.WriteStartObject();
                await ledger.WriteProofAsync(json, index, http.RequestAborted);
                json.WriteEndObject();
                return true;
            }));
        desk.MapPost("/ledger/export", async (HttpContext http, string directory, LedgerExport export) =>
            Results.Text((await export.WriteAsync(directory, progress: null, http.RequestAborted)).ToString()));
        desk.MapPost("/admin/bootstrap", BootstrapAsync);
        desk.MapGet("/doctor", (HttpContext http, Examination examination) =>
            JsonAsync(http, json => { Finding.Write(json, examination.Findings()); return Task.FromResult(true); }));
        desk.MapGet("/ledger/entries", SearchLedgerAsync);
        desk.MapGet("/ledger/proof/{index:long}", async (HttpContext http, long index, LedgerExport export) =>
            await export.ProveAsync(index, http.RequestAborted) is { } proof ? Results.Bytes(proof) : Results.NotFound());
        return app;
    }

    private static Task<IResult> BootstrapAsync(HttpContext http, bool breakGlass, TeamDesk team) =>
        ExplainedAsync(http, async () =>
        {
            var invited = await team.BootstrapAsync(StaffConnection.PeerOf(http), breakGlass);
            return await JsonAsync(http, json =>
            {
                json.WriteStartObject();
                json.WriteString("link"u8, invited.Link);
                if (http.RequestServices.GetService<ConsoleOrigin>()?.Page($"console/welcome/{invited.Link}") is { } url)
                    json.WriteString("url"u8, url.AbsoluteUri);
                json.WriteString("until"u8, invited.Until);
                json.WriteEndObject();
                return Task.FromResult(true);
            });
        });

    /// <summary>Whom somebody looks for stands in the body: a number in an address would be a number in a log.</summary>
    private static async Task<IResult> FindSubjectAsync(HttpContext http, SubjectDesk subjects, SecretArena arena)
    {
        if (http.Request.ContentLength is null or > SubjectSearch.Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var asked = new SecretWriter(arena);
        await ReadAsync(http, asked);
        return await JsonAsync(http, async json =>
        {
            await subjects.FindAsync(StaffConnection.PeerOf(http).Caller, asked.WrittenMemory, json, http.RequestAborted);
            return true;
        });
    }

    private static async Task<IResult> CopySubjectAsync(HttpContext http, Guid id, SubjectDesk subjects) =>
        id != Guid.Empty && await subjects.CopyAsync(
            StaffConnection.PeerOf(http).Caller, SubjectId.From(id),
            async piece => await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted), http.RequestAborted)
            ? Results.Empty
            : Results.NotFound();

    /// <summary>The reason stands in the body, like all that may be somebody's.</summary>
    private static Task<IResult> HoldSubjectAsync(HttpContext http, Guid id, HoldDesk holds, SecretArena arena) =>
        ExplainedAsync(http, async () =>
        {
            if (http.Request.ContentLength is null or 0 or > KeptHold.LongestReason)
                return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            using var reason = new SecretWriter(arena);
            await ReadAsync(http, reason);
            return id != Guid.Empty && await holds.PlaceAsync(
                StaffConnection.PeerOf(http), SubjectId.From(id), reason.WrittenMemory, http.RequestAborted)
                ? Results.NoContent()
                : Results.NotFound();
        });

    /// <summary>One line of JSON for each step, when it is done.</summary>
    private static Task<IResult> StepByStepAsync(
        HttpContext http, Guid id, Func<StaffPeer, Func<DeskStep, Task>, Task<bool>> act) =>
        ExplainedAsync(http, async () =>
            id != Guid.Empty && await act(StaffConnection.PeerOf(http), step => TellAsync(http, step))
                ? Results.Empty
                : Results.NotFound());

    private static async Task TellAsync(HttpContext http, DeskStep step)
    {
        using var line = new MemoryStream();
        await using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("step"u8, step.Name);
            if (step.Waiting is { } asked)
            {
                json.WritePropertyName("waiting"u8);
                var names = http.RequestServices.GetRequiredService<StaffNames>();
                ErasureDesk.Write(json, asked, await names.OfAsync(asked.By, CancellationToken.None));
            }
            if (step.Dropped != ErasureReason.None)
                json.WriteString("dropped"u8, ErasureReasons.Name(step.Dropped));
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        await http.Response.BodyWriter.WriteAsync(line.ToArray(), CancellationToken.None);
        await http.Response.BodyWriter.FlushAsync(CancellationToken.None);
    }

    private static async Task ReadAsync(HttpContext http, SecretWriter to)
    {
        while (await http.Request.BodyReader.ReadAsync(http.RequestAborted) is { } read)
        {
            foreach (var part in read.Buffer)
                System.Buffers.BuffersExtensions.Write(to, part.Span);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
    }

    private static async Task<IResult> ReplyAsync(HttpContext http, Guid id, StaffDesk staff, SecretArena arena)
    {
        using var text = new SecretWriter(arena);
        await ReadAsync(http, text);
        if (!StaffDesk.CanSend(text.WrittenSpan))
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        return id != Guid.Empty && await staff.ReplyAsync(
            StaffDesk.Socket, ConversationId.From(id), text.WrittenMemory, http.RequestAborted)
            ? Results.NoContent()
            : Results.NotFound();
    }

    private static async Task<IResult> SearchLedgerAsync(
        HttpContext http, LedgerDesk ledger, string? action, string? actor, string? from, string? to, Guid? subject, long? before,
        int? most)
    {
        if (!TryHour(from, out var first) || !TryHour(to, out var last) || subject == Guid.Empty
            || most is < 1 or > LedgerDesk.MostEntries)
            return Results.BadRequest();
        var filter = new EntryFilter { Action = action, Actor = actor, From = first, To = last, Subject = subject };
        return await JsonAsync(http, async json =>
        {
            await ledger.SearchAsync(
                StaffConnection.PeerOf(http).Caller, filter, before ?? long.MaxValue, most ?? LedgerDesk.MostEntries, json, http.RequestAborted);
            return true;
        });
    }

    private static bool TryHour(string? text, out LedgerHour? hour)
    {
        var isHour = LedgerHour.TryParse(text, out var read);
        hour = isHour ? read : null;
        return isHour || text is null;
    }

    private static async Task<IResult> RepeatAsync(HttpContext http, Guid id, OutboxDesk outbox, bool mayArriveTwice) =>
        (id == Guid.Empty
            ? Repetition.NotFound
            : await outbox.RepeatAsync(MessageId.From(id), mayArriveTwice, http.RequestAborted)) switch
        {
            Repetition.Queued => Results.NoContent(),
            Repetition.NotFound => Results.NotFound(),
            var obstacle => Results.Text(obstacle.ToString(), statusCode: StatusCodes.Status409Conflict),
        };

    private static Task<IResult> RotateAsync(HttpContext http, string name, KeysDesk keys) => ExplainedAsync(http, async () =>
    {
        if (Verbs.KeysVerb.Named(name, out var why) is not { } named)
            return Results.Text(why, statusCode: StatusCodes.Status422UnprocessableEntity);
        await keys.RotateAsync(named, http.RequestAborted);
        return Results.NoContent();
    });

    /// <summary>
    /// What the keys, their root provider or a duty say against it is a sentence for the operator. Behind the first step of
    /// several it only ends the answer: what was begun goes on.
    /// </summary>
    private static async Task<IResult> ExplainedAsync(HttpContext http, Func<Task<IResult>> change)
    {
        try
        {
            return await change();
        }
        catch (Exception refused) when (!http.Response.HasStarted
            && refused is KeyDirectoryException or RootProviderException or FencedException or RefusedException)
        {
            return Results.Text(refused.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> ReadMediaAsync(HttpContext http, Guid id, Guid message, StaffDesk staff) =>
        id != Guid.Empty && message != Guid.Empty && await staff.ReadMediaAsync(
            StaffDesk.Socket, ConversationId.From(id), MessageId.From(message),
            async piece => await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted), http.RequestAborted)
            ? Results.Empty
            : Results.NotFound();

    private static async Task<IResult> JsonAsync(HttpContext http, Func<Utf8JsonWriter, Task<bool>> write)
    {
        var arena = http.RequestServices.GetRequiredService<SecretArena>();
        using var content = new SecretWriter(arena);
        await using (var json = new Utf8JsonWriter(content))
        {
            if (!await write(json))
                return Results.NotFound();
        }
        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(content.WrittenMemory, http.RequestAborted);
        return Results.Empty;
    }
}
