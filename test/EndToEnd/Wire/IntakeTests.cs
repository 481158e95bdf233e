using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Service;
using Microsoft.Data.Sqlite;

namespace Hermetic.EndToEnd.Wire;

/// <summary>What the intake answers, one service for all of it.</summary>
public sealed class IntakeTests(IntakeTests.Running running) : IClassFixture<IntakeTests.Running>
{
    private const int Limit = 3 * 1024 * 1024;

    private Deployment Service => running.Service;

    private Meta Meta => running.Meta;

    [Fact]
    public async Task A_missing_wrong_or_upper_case_signature_is_answered_401()
    {
        var person = Person.Numbered(1);
        var body = WebhookBody.Text(person, person.NewWamid(), "#echo forged");
        var right = Signature.Of(body, Service.AppSecret);
        string?[] forged =
        [
            null, "", "sha256=", right.ToUpperInvariant(), "sha256=" + right[7..].ToUpperInvariant(),
            right[..^1], right + "0", right[7..], "sha1=" + right[7..],
            Signature.Of(body, "another secret"), Signature.Of([.. body, (byte)' '], Service.AppSecret),
        ];
        foreach (var signature in forged)
        {
            using var answer = await Meta.PostAsync(body, signature);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{signature}: {answer.StatusCode}");
        }
        Assert.Equal(HttpStatusCode.OK, await Meta.TryAsync(body));
    }

    [Theory]
    [InlineData(Limit, true, HttpStatusCode.OK)]
    [InlineData(Limit, false, HttpStatusCode.OK)]
    [InlineData(Limit + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(Limit + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(4 * Limit, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Three_megabytes_are_taken_and_a_byte_more_is_answered_413(int size, bool sized, HttpStatusCode expected)
    {
        var body = new byte[size];
        body.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(body);
        HttpContent content = sized ? new ByteArrayContent(body) : new StreamContent(new Unsized(body));
        using var answer = await Meta.PostAsync(content, Signature.Of(body, Service.AppSecret));
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("entry=1&changes=2")]
    [InlineData("{\"entry\":[}")]
    public async Task Signed_but_not_JSON_is_answered_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await Meta.TryAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Signed_JSON_of_any_shape_is_answered_200_and_parked()
    {
        var person = Person.Numbered(2);
        byte[][] odd =
        [
            "[]"u8.ToArray(), "5"u8.ToArray(), "null"u8.ToArray(), "\"text\""u8.ToArray(), "{\"entry\":7}"u8.ToArray(),
            "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":{\"id\":\"not an array\"}}}]}]}"u8.ToArray(),
            "{\"entry\":[{\"changes\":[{\"field\":\"weather\",\"value\":{\"rain\":true}}]}]}"u8.ToArray(),
            WebhookBody.Message(person, person.NewWamid(), "hologram", new JsonObject { ["x"] = 1 }),
            WebhookBody.Of(person, new JsonObject { ["from"] = "not a number", ["id"] = person.NewWamid(), ["type"] = "text" }),
            WebhookBody.Of(
                person,
                new JsonObject { ["from"] = person.Phone, ["id"] = person.NewWamid(), ["type"] = "text",
                    ["text"] = new JsonObject { ["body"] = "#echo elsewhere" } },
                phoneNumberId: "424242"),
            WebhookBody.Statuses([WebhookBody.Status("wamid.x", person.Phone, "teleported", attempt: null)]),
        ];
        var before = Parked();
        foreach (var body in odd)
            Assert.True(await Meta.TryAsync(body) == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        Assert.Equal(before + odd.Length, Parked());
        // Redelivered, nothing is parked a second time.
        foreach (var body in odd)
            Assert.Equal(HttpStatusCode.OK, await Meta.TryAsync(body));
        Assert.Equal(before + odd.Length, Parked());
    }

    [Fact]
    public async Task The_subscription_is_verified_by_mode_and_token_together()
    {
        const string path = "/webhooks/whatsapp?hub.challenge=1158201444";
        using var right = await Meta.GetAsync($"{path}&hub.mode=subscribe&hub.verify_token={Service.VerifyToken}");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal("text/plain", right.Content.Headers.ContentType!.MediaType);
        Assert.Equal("1158201444", await right.Content.ReadAsStringAsync());
        string[] wrong =
        [
            "", "&hub.mode=subscribe", $"&hub.verify_token={Service.VerifyToken}", "&hub.mode=subscribe&hub.verify_token=",
            $"&hub.mode=unsubscribe&hub.verify_token={Service.VerifyToken}",
            $"&hub.mode=subscribe&hub.verify_token={Service.VerifyToken.ToUpperInvariant()}",
        ];
        foreach (var query in wrong)
        {
            using var answer = await Meta.GetAsync(path + query);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{query}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task It_says_that_it_is_alive_and_ready()
    {
        using var alive = await Meta.GetAsync("/healthz");
        using var ready = await Meta.GetAsync("/readyz");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alive.StatusCode, ready.StatusCode));
    }

    [Theory]
    [InlineData("/staff/conversations")]
    [InlineData("/staff/conversations/3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c")]
    [InlineData("/staff/ledger/proof/0")]
    [InlineData("/")]
    public async Task Staff_routes_do_not_exist_on_the_network(string path)
    {
        using var answer = await Meta.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Only_the_owner_may_open_the_socket_and_the_files()
    {
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Service.Socket));
        var entries = new[] { Service.Data, Service.Keys }
            .SelectMany(folder => Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder));
        Assert.All(entries, entry => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(entry) & others));
    }

    /// <summary>Nothing outside shows what is parked for lack of understanding, so the rows are counted.</summary>
    private long Parked()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(Service.Data, "hermetic.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var count = database.CreateCommand();
        count.CommandText = "select count(*) from parked";
        return (long)count.ExecuteScalar()!;
    }

    /// <summary>A body whose length is not known beforehand, so that it goes out in chunks.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    public sealed class Running : IAsyncLifetime
    {
        internal Deployment Service { get; } = new();

        internal Meta Meta { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Meta = new(Service);
            await Service.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Meta.Dispose();
            await Service.DisposeAsync();
        }
    }
}
