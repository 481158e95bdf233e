using System.Text.Json;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>Writes what the Graph API answers.</summary>
internal sealed class GraphAnswers(SeededBytes seeded)
{
    private int _errors;

    public Task FailAsync(HttpContext http, GraphError error)
    {
        Span<byte> trace = stackalloc byte[17];
        seeded.Fill($"trace {Interlocked.Increment(ref _errors)}", trace);
        var traceId = "A" + Convert.ToBase64String(trace).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return AnswerAsync(http, error.HttpStatus, json => error.Write(json, traceId));
    }

    /// <summary><c>{"success":true}</c></summary>
    public static Task SucceedAsync(HttpContext http) => AnswerAsync(http, 200, static json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", true);
        json.WriteEndObject();
    });

    public static async Task AnswerAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, MetaJson.Raw);
        write(json);
    }
}
