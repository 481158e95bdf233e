using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hermetic.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests;

/// <summary>
/// A simulator and a fake service that know each other, and a client that speaks as the service.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public static readonly SimulatedPerson Anna = new(
        "Anna Jäger", "491511234567", "DE.13491208655302741918");
    public static readonly SimulatedPerson Bo = new("Bo 🦊", PhoneNumber: null, "US.99120865530274191811");

    public const string AccessToken = "EAAG access token of the tests";
    public const string Messages = "v25.0/106540352242922/messages";

    private Stage(FakeService service, CloudApiSimulator simulator)
    {
        Service = service;
        Simulator = simulator;
        Http = new() { BaseAddress = simulator.Address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
    }

    public FakeService Service { get; }
    public CloudApiSimulator Simulator { get; }
    public HttpClient Http { get; }

    /// <summary>Retries come at once unless a test says otherwise, statuses not at all.</summary>
    public static async Task<Stage> SetAsync(Func<SimulatorOptions, SimulatorOptions>? with = null)
    {
        var service = await FakeService.StartAsync();
        var options = Options(service.Webhook);
        return new(service, await CloudApiSimulator.StartAsync(with is null ? options : with(options)));
    }

    public static SimulatorOptions Options(Uri webhook) => new()
    {
        Webhook = webhook,
        AppSecret = Secret.FromText(FakeService.AppSecret),
        AccessToken = Secret.FromText(AccessToken),
        PhoneNumberId = "106540352242922",
        DisplayPhoneNumber = "493012345678",
        BusinessName = "Praxis am Park",
        People = [Anna, Bo],
        Retries = new([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero]),
        Statuses = StatusPlan.None,
    };

    /// <summary>The person has written, so the 24-hour window is open.</summary>
    public async Task<Stage> AfterWritingAsync(SimulatedPerson person)
    {
        await Simulator.SendTextAsync(person, "Hello");
        return this;
    }

    public static object Text(string body, string to = "+491511234567", string? callback = null) => new
    {
        messaging_product = "whatsapp",
        recipient_type = "individual",
        to,
        type = "text",
        text = new { body },
        biz_opaque_callback_data = callback,
    };

    public Task<HttpResponseMessage> SendAsync(object body) => Http.PostAsJsonAsync(Messages, body);

    /// <summary>The whole answer of an accepted send.</summary>
    public async Task<JsonElement> AcceptedAsync(object body)
    {
        var response = await SendAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The member <c>error</c> of a refused send.</summary>
    public async Task<JsonElement> RefusedAsync(
        object body, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var response = await SendAsync(body);
        Assert.Equal(status, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
    }

    /// <summary>
    /// Moves the clock on second by second until the work is done, at most for ten simulated minutes.
    /// </summary>
    public async Task TurnUntilAsync(FakeTimeProvider clock, Task work)
    {
        for (var seconds = 0; !work.IsCompleted && seconds < 600; seconds++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            // A round trip: whatever the turned clock set free has time to run.
            await Http.GetAsync("simulator/people");
        }
        await work.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        await Service.DisposeAsync();
    }
}

internal static class JsonReading
{
    /// <summary>A string member, reached through objects and array positions: <c>messages.0.id</c>.</summary>
    public static string? At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = element.ValueKind == JsonValueKind.Array
                ? element[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]
                : element.GetProperty(step);
        }
        return element.ToString();
    }
}
