using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hermetic.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Hermetic.Server.Tests.Deploy;

/// <summary>deploy/compose.yaml and what it mounts. No engine runs it here; what can be read in it is held to its word.</summary>
public sealed partial class ComposeTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "deploy");

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("Containerfile")]
    public void Every_setting_in_it_is_one_that_the_service_reads(string file)
    {
        var named = Setting().Matches(File.ReadAllText(Path.Combine(_folder, file)))
            .Select(match => match.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(KeysRead()));
    }

    [Fact]
    public void A_setting_that_nothing_reads_is_found() =>
        Assert.DoesNotContain("WhatsApp:AppSecrets", KeysRead());

    [Fact]
    public void Every_container_is_hardened()
    {
        using var compose = Compose();
        foreach (var service in Services(compose))
        {
            var its = service.Value;
            Assert.True(its.GetProperty("read_only").GetBoolean(), service.Name);
            Assert.Equal(["ALL"], Words(its, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], Words(its, "security_opt"));
            Assert.DoesNotMatch("^(0|root)(:|$)", its.GetProperty("user").GetString()!);
            foreach (var open in new[] { "privileged", "cap_add", "devices", "pid", "network_mode", "env_file" })
                Assert.False(its.TryGetProperty(open, out _), $"{service.Name}: {open}");
        }
    }

    [Fact]
    public void Two_nodes_share_keys_and_database_and_nothing_else()
    {
        using var compose = Compose();
        var nodes = Services(compose).Where(service => service.Name.StartsWith("node", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, nodes.Count);
        Assert.Equal(
            ["./business:/etc/hermetic/business:ro", "keys:/var/lib/hermetic/keys"],
            Words(nodes[0].Value, "volumes").Intersect(Words(nodes[1].Value, "volumes")).Order(StringComparer.Ordinal));
        foreach (var (_, node) in nodes)
        {
            Assert.Equal(["CMD", "dotnet", "/app/Hermetic.Server.dll", "ready"], Words(node.GetProperty("healthcheck"), "test"));
            Assert.Equal(0, node.GetProperty("ulimits").GetProperty("core").GetInt32());
            Assert.True(node.GetProperty("ulimits").GetProperty("memlock").GetInt64() > 64 << 20);
        }
    }

    [Fact]
    public void Only_the_proxy_is_reached_from_outside_and_the_database_reaches_nobody()
    {
        using var compose = Compose();

        Assert.Equal(["proxy"], Services(compose).Where(one => one.Value.TryGetProperty("ports", out _)).Select(one => one.Name));
        Assert.Equal(["inside"], Words(compose.RootElement.GetProperty("services").GetProperty("database"), "networks"));
        Assert.True(compose.RootElement.GetProperty("networks").GetProperty("inside").GetProperty("internal").GetBoolean());
    }

    /// <summary>A secret in the environment is in every listing of the container.</summary>
    [Fact]
    public void Secrets_are_files_and_prepare_makes_or_asks_for_each()
    {
        using var compose = Compose();
        var declared = compose.RootElement.GetProperty("secrets").EnumerateObject().ToList();
        var used = Services(compose).SelectMany(service => Words(service.Value, "secrets")).Distinct();
        var script = File.ReadAllText(Path.Combine(_folder, "prepare.sh"));

        Assert.Equal(declared.Select(one => one.Name).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        Assert.All(declared, one => Assert.Contains(
            Path.GetFileNameWithoutExtension(one.Value.GetProperty("file").GetString()!).Replace("-cert", "", StringComparison.Ordinal)
                .Replace("-key", "", StringComparison.Ordinal), script, StringComparison.Ordinal));
        Assert.DoesNotMatch("HERMETIC_WhatsApp__(AppSecret|AccessToken|VerifyToken):", File.ReadAllText(Path.Combine(_folder, "compose.yaml")));
    }

    [Fact]
    public void The_proxy_speaks_TLS_1_3_keeps_no_body_and_believes_no_caller_s_certificate()
    {
        var nginx = File.ReadAllText(Path.Combine(_folder, "nginx", "nginx.conf"));

        foreach (var line in new[]
        {
            "ssl_protocols TLSv1.3;", "proxy_request_buffering off;", "proxy_buffering off;", "access_log off;",
            "proxy_set_header X-Client-Cert $ssl_client_escaped_cert;", "location / { return 404; }",
            "server unix:/run/hermetic-1/web.sock", "server unix:/run/hermetic-2/web.sock",
        })
            Assert.Contains(line, nginx, StringComparison.Ordinal);
        Assert.DoesNotContain("/metrics", nginx, StringComparison.Ordinal);
        Assert.DoesNotContain("/readyz", nginx, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_has_no_shell_runs_as_nobody_special_and_leaves_no_dump()
    {
        var stages = File.ReadAllText(Path.Combine(_folder, "Containerfile")).Split("\nFROM ");
        var image = stages[^1];

        Assert.StartsWith("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\n", image, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", image, StringComparison.Ordinal);
        Assert.Contains("\nUSER $APP_UID:$APP_UID\n", image, StringComparison.Ordinal);
        Assert.Contains("DOTNET_EnableDiagnostics=0", image, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"/app/Hermetic.Server.dll\"]\nCMD [\"serve\"]", image, StringComparison.Ordinal);
    }

    /// <summary>Every key that reading the settings asks for, found by asking.</summary>
    private static HashSet<string> KeysRead()
    {
        var asked = new Asked();
        Assert.Throws<SettingsException>(() => Settings.Read(asked, intake: true));
        return asked.Keys;
    }

    private static JsonDocument Compose()
    {
        const string program = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)";
        using var python = Process.Start(new ProcessStartInfo(
            "python3", ["-c", program, Path.Combine(_folder, "compose.yaml")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var json = python.StandardOutput.ReadToEnd();
        var errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.SkipWhen(errors.Contains("No module named", StringComparison.Ordinal), "Python has no yaml module to read it with.");
        Assert.True(python.ExitCode == 0, errors);
        return JsonDocument.Parse(json);
    }

    private static IEnumerable<(string Name, JsonElement Value)> Services(JsonDocument compose) =>
        compose.RootElement.GetProperty("services").EnumerateObject().Select(one => (one.Name, one.Value));

    private static IEnumerable<string> Words(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(one => one.GetString()!) : [];

    [GeneratedRegex("HERMETIC_(?<key>[A-Za-z0-9_]+)", RegexOptions.None, 1000)]
    private static partial Regex Setting();

    /// <summary>Has nothing, and notes what it is asked for.</summary>
    private sealed class Asked : IConfiguration
    {
        internal HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                // With it those of the certificate are asked for.
                return key == "Metrics:Urls" ? "https://0.0.0.0:9464" : null;
            }
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public IChangeToken GetReloadToken() => throw new NotSupportedException();

        public IConfigurationSection GetSection(string key)
        {
            Keys.Add(key);
            return new ConfigurationBuilder().Build().GetSection(key);
        }
    }
}
