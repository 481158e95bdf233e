using System.Net;
using System.Text;
using Hermetic.Cryptography;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

public sealed class BackPressureTests
{
    private static byte[] Body { get; } = Encoding.UTF8.GetBytes(
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"something_new","value":{}}]}]}""");

    [Fact]
    public async Task Without_secret_memory_the_intake_answers_503_and_recovers()
    {
        await using var service = await StartAsync(("Memory:SecretBytes", "8388608"));
        await service.AskAsync(Ana, "where are you?");
        var arena = service.Parts.GetRequiredService<SecretArena>();
        var taken = TakeAllButAFewPages(arena);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service, Body));

        taken.ForEach(buffer => buffer.Dispose());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Body));
    }

    [Fact]
    public async Task While_storage_stalls_the_intake_answers_503_and_recovers()
    {
        await using var service = await StartAsync();
        var database = service.Parts.GetRequiredService<Database>();
        using var release = new ManualResetEventSlim();
        var stalled = database.CommitAsync(_ => release.Wait());
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service, Body));
        }
        finally
        {
            release.Set();
        }
        await stalled;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, Body));
    }

    /// <summary>On a machine that does much else an answer may be slow; no answer at all is asked for again.</summary>
    private static async Task<HttpStatusCode> StatusAsync(RunningService service, byte[] body)
    {
        for (var tries = 0; ; tries++)
        {
            if ((await service.Phones.PostAsync(body)).HttpStatus is { } status)
                return (HttpStatusCode)status;
            Assert.True(tries < 5, "The intake did not answer.");
        }
    }

    private static List<SecretBuffer> TakeAllButAFewPages(SecretArena arena)
    {
        var taken = new List<SecretBuffer>();
        while (arena.Budget - arena.InUse > 512 * 1024)
            taken.Add(arena.Rent(64 * 1024));
        return taken;
    }
}
