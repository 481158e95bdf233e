using System.Globalization;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Evidence;
using Hermetic.Server.Flows;

namespace Hermetic.Server.Staff;

/// <summary>The verbs' end of the 0600 socket. No route here answers on a network address.</summary>
internal static class StaffSocket
{
    internal static WebApplication MapStaffDesk(this WebApplication app)
    {
        var desk = app.MapGroup("/staff").AddEndpointFilter(OnlyOnSocket);
        desk.MapGet("/conversations", (HttpContext http, StaffDesk staff) =>
            JsonAsync(http, async json => { await staff.ListAsync(json, http.RequestAborted); return true; }));
        desk.MapGet("/conversations/{id:guid}", (HttpContext http, Guid id, StaffDesk staff) =>
            JsonAsync(http, async json =>
                id != Guid.Empty && await staff.ShowAsync(ConversationId.From(id), json, http.RequestAborted)));
        desk.MapPost("/conversations/{id:guid}/replies", ReplyAsync);
        desk.MapGet("/conversations/{id:guid}/media/{message:guid}", ReadMediaAsync);
        desk.MapPut("/conversations/{id:guid}/handover", async (Guid id, StaffDesk staff) =>
            id != Guid.Empty && await staff.TakeOverAsync(ConversationId.From(id)) ? Results.NoContent() : Results.NotFound());
        desk.MapDelete("/conversations/{id:guid}/handover", async (Guid id, StaffDesk staff) =>
            id != Guid.Empty && await staff.ReleaseAsync(ConversationId.From(id)) ? Results.NoContent() : Results.NotFound());
        desk.MapGet("/outbox", (HttpContext http, OutboxDesk outbox) =>
            JsonAsync(http, async json => { await outbox.ListAsync(json); return true; }));
        desk.MapPost("/outbox/{id:guid}/repetition", RepeatAsync);
        desk.MapGet("/parked", (HttpContext http, ParkedDesk parked) =>
            JsonAsync(http, async json => { await parked.ListAsync(json); return true; }));
        desk.MapGet("/parked/{id:guid}", (HttpContext http, Guid id, ParkedDesk parked) =>
            JsonAsync(http, async json =>
                id != Guid.Empty && await parked.ShowAsync(MessageId.From(id), json, http.RequestAborted)));
        desk.MapGet("/account/events", (HttpContext http, AccountDesk account) =>
            JsonAsync(http, async json => { await account.ListAsync(json); return true; }));
        desk.MapDelete("/account/events", async (AccountDesk account) =>
            Results.Text((await account.AcknowledgeAsync()).ToString(CultureInfo.InvariantCulture)));
        desk.MapPost("/flows-key", async (FlowKeyStore keys) => Results.Text(await keys.PublicKeyPemAsync()));
        desk.MapPost("/flows-key/rotation", async (FlowKeyStore keys) => Results.Text(await keys.RotateAsync()));
        desk.MapGet("/evidence", (HttpContext http, string wamid, EvidenceDesk evidence) =>
            JsonAsync(http, json => evidence.ShowAsync(Encoding.UTF8.GetBytes(wamid), json, http.RequestAborted)));
        desk.MapGet("/evidence/counts", (HttpContext http, EvidenceDesk evidence) =>
            JsonAsync(http, json => { evidence.Count(json); return Task.FromResult(true); }));
        desk.MapPost("/evidence/open", async (HttpContext http, EvidenceDesk evidence) =>
        {
            using var request = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            return await JsonAsync(http, json => evidence.OpenAsync(request.RootElement, json, http.RequestAborted));
        });
        desk.MapGet("/evidence/proofs/{index:long}", (HttpContext http, long index, EvidenceDesk evidence) =>
            JsonAsync(http, async json =>
            {
                json.WriteStartObject();
                await evidence.WriteProofAsync(json, index, http.RequestAborted);
                json.WriteEndObject();
                return true;
            }));
        desk.MapPost("/ledger/export", async (HttpContext http, string directory, LedgerExport export) =>
            Results.Text((await export.WriteAsync(directory, progress: null, http.RequestAborted)).ToString()));
        desk.MapGet("/ledger/proof/{index:long}", async (HttpContext http, long index, LedgerExport export) =>
            await export.ProveAsync(index, http.RequestAborted) is { } proof ? Results.Bytes(proof) : Results.NotFound());
        return app;
    }

    /// <summary>Whatever came another way is refused as if nothing were here; a proxy may have a socket too.</summary>
    private static async ValueTask<object?> OnlyOnSocket(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        StaffConnection.Is(context.HttpContext) ? await next(context) : Results.NotFound();

    private static async Task<IResult> ReplyAsync(HttpContext http, Guid id, StaffDesk staff, SecretArena arena)
    {
        using var text = new SecretWriter(arena);
        while (await http.Request.BodyReader.ReadAsync(http.RequestAborted) is { } read)
        {
            foreach (var part in read.Buffer)
                System.Buffers.BuffersExtensions.Write(text, part.Span);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        if (!StaffDesk.CanSend(text.WrittenSpan))
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        return id != Guid.Empty && await staff.ReplyAsync(ConversationId.From(id), text.WrittenMemory, http.RequestAborted)
            ? Results.NoContent()
            : Results.NotFound();
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

    private static async Task<IResult> ReadMediaAsync(HttpContext http, Guid id, Guid message, StaffDesk staff) =>
        id != Guid.Empty && message != Guid.Empty && await staff.ReadMediaAsync(
            ConversationId.From(id), MessageId.From(message),
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
