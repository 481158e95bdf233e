using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hermetic.Testing;

namespace Hermetic.Cryptography.Tests.Sealing;

/// <summary>HV1 against its published vectors, and against an opener in another language that shares no code.</summary>
public sealed class Hv1VectorTests : IDisposable
{
    private static readonly string Published = Repository.Vector("cryptography/hv1.json");
    private static readonly string Opener = Repository.Vector("cryptography/open-hv1.mjs");
    private readonly SecretArena _arena = new(8 << 20);

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Sealing_with_the_published_nonces_makes_the_published_envelopes()
    {
        var numbers = Enumerable.Range(0, Vectors.Cases().Count());
        var made = new JsonObject
        {
            ["envelopes"] = new JsonArray([.. numbers.Select(number => Vectors.Published(_arena, number))]),
            ["tags"] = Vectors.Tags(_arena),
        };
        // Written anew only when the format is changed on purpose, with a new version or suite in the header.
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Published, made.ToJsonString(new() { WriteIndented = true }) + "\n");
        Assert.True(JsonNode.DeepEquals(made, JsonNode.Parse(File.ReadAllBytes(Published))), "hv1.json differs");
    }

    [Fact]
    public void The_published_envelopes_open()
    {
        var number = 0;
        foreach (var (_, keyId, place, content) in Vectors.Cases())
        {
            var vector = JsonNode.Parse(File.ReadAllBytes(Published))!["envelopes"]![number++]!;
            using var key = Samples.CountingKey(_arena, keyId);
            var box = Sealed<Body>.FromStore(Convert.FromHexString(vector["envelope"]!.GetValue<string>()));
            Assert.Equal(content, key.OpenBytes(box, place));
        }
    }

    [Fact]
    public void Another_implementation_opens_the_published_envelopes()
    {
        var (exit, output) = Node(Published);
        Assert.True(exit == 0, output);
        Assert.Contains("7 envelopes opened, 4 tags matched", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_implementation_opens_what_was_sealed_just_now()
    {
        var fresh = new JsonArray();
        foreach (var length in new[] { 0, 1, 63, 64, 300, 5000, 65536, 70000 })
        {
            var content = RandomNumberGenerator.GetBytes(length);
            var place = Samples.Place with { Row = Guid.NewGuid(), RowVersion = length, Subject = Guid.NewGuid() };
            var secret = _arena.RentRandom(32);
            var shown = secret.Span.ToArray();
            using var key = new ContentKey(KeyId.ForSlot(length), Samples.Deployment, secret);
            var context = new EnvelopeContext(Samples.Deployment, Body.Kind, Body.SchemaVersion, place);
            var box = key.Seal<Body>(content, place);
            fresh.Add((JsonNode)Vectors.Describe($"{length} bytes", shown, key.KeyId, context, content, box.Envelope));
        }
        var (exit, output) = NodeOn(new() { ["envelopes"] = fresh, ["tags"] = new JsonArray() });
        Assert.True(exit == 0, output);
        Assert.Contains("8 envelopes opened", output, StringComparison.Ordinal);
    }

    /// <summary>The control: an opener that accepts everything would pass the tests above.</summary>
    [Theory]
    [InlineData("envelope", 2 * 10, "key id")]
    [InlineData("envelope", 2 * 41, "commitment")]
    [InlineData("envelope", 2 * 60, "commitment")]
    [InlineData("envelope", 2 * 80, "authenticate")]
    [InlineData("key", 0, "commitment")]
    public void The_other_implementation_refuses_what_was_altered(string member, int digit, string reason)
    {
        var vectors = JsonNode.Parse(File.ReadAllBytes(Published))!.AsObject();
        var text = vectors["envelopes"]![0]![member]!.GetValue<string>().ToCharArray();
        text[digit] = text[digit] == '0' ? '1' : '0';
        vectors["envelopes"]![0]![member] = new string(text);
        var (exit, output) = NodeOn(vectors);
        Assert.NotEqual(0, exit);
        Assert.Contains(reason, output, StringComparison.Ordinal);
    }

    private static (int Exit, string Output) NodeOn(JsonObject vectors)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, vectors.ToJsonString());
            return Node(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Exit, string Output) Node(string file)
    {
        var start = new ProcessStartInfo("node", [Opener, file])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            using var node = Process.Start(start)!;
            var errors = node.StandardError.ReadToEndAsync();
            var output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            return (node.ExitCode, output + errors.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed");
            throw;
        }
    }
}
