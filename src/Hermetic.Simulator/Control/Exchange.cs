using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermetic.Simulator.People;
using Hermetic.Simulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Control;

/// <summary>What the endpoints under <c>/simulator</c> share: JSON in, JSON or a sentence out.</summary>
internal static class Exchange
{
    /// <summary>
    /// Null when it is not what was asked for. Other content types than JSON are refused because any web page
    /// could post them here without asking the browser.
    /// </summary>
    public static async Task<T?> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> shape) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, shape, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A body whose shape only its reader knows; the caller disposes it.</summary>
    public static async Task<JsonDocument?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            return null;
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static PersonState? Person(HttpContext http, SimulatedPeople people) => people.At(int.Parse(
        (string)http.Request.RouteValues["person"]!, CultureInfo.InvariantCulture));

    public static Task NobodyAsync(HttpContext http) => FailAsync(http, 404, "There is no such person.");

    public static Task FailAsync(HttpContext http, int status, string error) =>
        AnswerAsync(http, status, new(error), PhoneJson.Default.Problem);

    public static Task AnswerAsync<T>(HttpContext http, int status, T answer, JsonTypeInfo<T> shape)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(answer, shape);
    }
}
