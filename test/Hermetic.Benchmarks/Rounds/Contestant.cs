using System.Globalization;
using Hermetic.Testing.Postgres;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>Who is measured: the product in one of its shapes, or a peer.</summary>
/// <param name="Postgres">It needs a PostgreSQL.</param>
/// <param name="Nodes">Processes.</param>
/// <param name="EchoesAll">It echoes every text, not only what follows <c>#echo</c>.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Environment">Of a node, for its number and the address of a database.</param>
internal sealed record Contestant(
    string Name, bool Postgres, int Nodes, bool EchoesAll, string[] Command,
    Func<Stage, int, PostgresServer?, IReadOnlyDictionary<string, string>> Environment)
{
    public const string Sqlite = "Hermetic, SQLite";
    public const string PostgreSql = "Hermetic, PostgreSQL";
    public const string HmacOnly = "HMAC only";
    public const string ApiJs = "whatsapp-api-js 6.3";
    public const string Vercel = "Vercel chat, memory";
    public const string VercelPostgres = "Vercel chat, PostgreSQL";
    public const string NoLedger = " without ledger";
    public const string NoSealing = " without sealing";
    public const string Neither = " without either";

    public static Contestant OnSqlite { get; } = Hermetic(Sqlite, postgres: false, nodes: 1);

    public static Contestant OnPostgres { get; } = Hermetic(PostgreSql, postgres: true, nodes: 1);

    public static Contestant Cluster(int nodes) => Hermetic($"{PostgreSql}, {nodes} nodes", postgres: true, nodes);

    /// <summary>What is left of the product without a protection.</summary>
    public static IReadOnlyList<Contestant> Subtractions { get; } =
    [
        Hermetic(Sqlite + NoLedger, postgres: false, nodes: 1, Programs.Without("no-ledger")),
        Hermetic(Sqlite + NoSealing, postgres: false, nodes: 1, Programs.Without("no-sealing")),
        Hermetic(Sqlite + Neither, postgres: false, nodes: 1, Programs.Without("neither")),
        Hermetic(PostgreSql + Neither, postgres: true, nodes: 1, Programs.Without("neither")),
    ];

    /// <summary>Verifies the signature and answers 200: what no intake on this machine can exceed.</summary>
    public static Contestant Hmac { get; } = new(
        HmacOnly, false, 1, false,
        ["dotnet", Programs.Load, "hmac", "--port", $"{Stage.Port(0)}", "--secret", Stage.Secret], (_, _, _) => new Dictionary<string, string>());

    public static IReadOnlyList<Contestant> Peers { get; } =
    [
        Peer(ApiJs, "whatsapp-api-js.mjs", postgres: false),
        Peer(Vercel, "vercel-chat.mjs", postgres: false),
        Peer(VercelPostgres, "vercel-chat.mjs", postgres: true),
    ];

    private static Contestant Peer(string name, string script, bool postgres) => new(
        name, postgres, 1, EchoesAll: true, ["node", Path.Combine(Programs.Peers, script)],
        (_, _, server) => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PORT"] = $"{Stage.Port(0)}",
            ["GRAPH"] = Stage.Graph,
            ["APP_SECRET"] = Stage.Secret,
            ["ACCESS_TOKEN"] = Stage.Token,
            ["PHONE_NUMBER_ID"] = Stage.PhoneNumberId,
            ["NODE_ENV"] = "production",
            ["STATE"] = postgres ? "pg" : "memory",
            ["DATABASE"] = server is null ? "" :
                $"postgres://{PostgresServer.Owner}:{Uri.EscapeDataString(PostgresServer.Password)}@/postgres?host={Uri.EscapeDataString(server.Folder)}",
        });

    private static Contestant Hermetic(string name, bool postgres, int nodes, string? program = null) => new(
        name, postgres, nodes, EchoesAll: false, ["dotnet", program ?? Programs.Service, "serve"],
        (stage, node, server) => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HERMETIC_Data"] = Path.Combine(stage.Folder, string.Create(CultureInfo.InvariantCulture, $"data-{node}")),
            ["HERMETIC_Keys__Directory"] = Path.Combine(stage.Folder, "keys"),
            ["HERMETIC_Storage"] = server?.Address() ?? "sqlite",
            ["HERMETIC_Urls"] = $"http://127.0.0.1:{Stage.Port(node)}",
            ["HERMETIC_Metrics__Urls"] = $"http://127.0.0.1:{Stage.MetricsPort(node)}",
            ["HERMETIC_WhatsApp__AppSecret"] = Stage.Secret,
            ["HERMETIC_WhatsApp__VerifyToken"] = "verify",
            ["HERMETIC_WhatsApp__AccessToken"] = Stage.Token,
            ["HERMETIC_WhatsApp__PhoneNumberId"] = Stage.PhoneNumberId,
            ["HERMETIC_WhatsApp__GraphBaseUrl"] = Stage.Graph,
            ["HERMETIC_WhatsApp__MessagesPerSecond"] = "0",
            ["HERMETIC_WhatsApp__PairLimit"] = "false",
            ["HERMETIC_Monitoring__ProbeSenders"] = "491500000000-491501000000",
        });
}
