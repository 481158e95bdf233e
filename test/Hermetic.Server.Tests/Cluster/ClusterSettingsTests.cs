using Hermetic.Testing;
using Microsoft.Extensions.Configuration;

namespace Hermetic.Server.Tests.Cluster;

public sealed class ClusterSettingsTests : IDisposable
{
    private const string Postgres = "Host=/run/postgresql;Database=hermetic;Username=hermetic";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-cluster-");
    private readonly PrivateAuthority _authority = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void Without_an_address_the_service_is_the_only_node() => Assert.Null(Read(("Storage", Postgres)).Cluster);

    [Fact]
    public void On_loopback_nodes_may_talk_without_certificates()
    {
        var cluster = Read(("Storage", Postgres), ("Cluster:Listen", "127.0.0.1:11111")).Cluster!;

        Assert.Equal("127.0.0.1:11111", cluster.Listen.ToString());
        Assert.Null(cluster.Certificate);
    }

    [Fact]
    public void Beyond_loopback_the_three_files_are_read()
    {
        var cluster = Read([("Storage", Postgres), ("Cluster:Listen", "[fd00::1]:11111"), .. Files()]).Cluster!;

        Assert.Equal(Path.Combine(_folder.FullName, "node.pem"), cluster.Certificate!.Certificate);
        Assert.Single(cluster.Authority);
    }

    [Theory]
    [InlineData("10.0.0.1:11111", "Cluster:Listen needs Cluster:Certificate")]
    [InlineData("0.0.0.0:11111", "Cluster:Listen must be one address")]
    [InlineData("[::]:11111", "Cluster:Listen must be one address")]
    [InlineData("10.0.0.1", "Cluster:Listen must be one address")]
    [InlineData("node-a:11111", "Cluster:Listen must be one address")]
    public void An_address_that_nobody_could_use_or_anybody_is_refused(string listen, string because) =>
        Refused(because, ("Storage", Postgres), ("Cluster:Listen", listen));

    [Fact]
    public void A_cluster_needs_postgresql() =>
        Refused("Cluster:Listen needs PostgreSQL", ("Cluster:Listen", "127.0.0.1:11111"));

    [Fact]
    public void Certificates_without_an_address_are_refused() =>
        Refused("Cluster:Listen is missing", [("Storage", Postgres), .. Files()]);

    [Theory]
    [InlineData("Cluster:Certificate", "Cluster:Certificate or Cluster:Key cannot be read")]
    [InlineData("Cluster:Key", "Cluster:Key cannot be read")]
    [InlineData("Cluster:Authority", "Cluster:Authority must name a PEM file")]
    public void Each_of_the_three_files_is_needed(string missing, string because) => Refused(
        because,
        [
            ("Storage", Postgres), ("Cluster:Listen", "10.0.0.1:11111"), .. Files().Where(file => file.Key != missing),
            (missing, Path.Combine(_folder.FullName, "nothing.pem")),
        ]);

    [Fact]
    public void An_authority_without_its_own_signature_is_none()
    {
        var intermediate = Path.Combine(_folder.FullName, "intermediate.pem");
        File.WriteAllText(intermediate, _authority.Intermediate.ExportCertificatePem());

        Refused(
            "self-signed",
            [
                ("Storage", Postgres), ("Cluster:Listen", "10.0.0.1:11111"),
                .. Files().Where(file => file.Key != "Cluster:Authority"), ("Cluster:Authority", intermediate),
            ]);
    }

    private (string Key, string Value)[] Files()
    {
        var (certificate, key, authority) = (
            Path.Combine(_folder.FullName, "node.pem"), Path.Combine(_folder.FullName, "node.key"),
            Path.Combine(_folder.FullName, "authority.pem"));
        using var leaf = _authority.IssueServer();
        _authority.Write(leaf, certificate, key);
        File.WriteAllText(authority, _authority.RootPem);
        return [("Cluster:Certificate", certificate), ("Cluster:Key", key), ("Cluster:Authority", authority)];
    }

    private static void Refused(string because, params (string, string)[] values) => Assert.Contains(
        because, Assert.Throws<SettingsException>(() => Read(values)).Message, StringComparison.Ordinal);

    private static Settings Read(params (string Key, string Value)[] values)
    {
        (string Key, string Value)[] all =
        [
            ("Data", "/tmp/hermetic-data"), ("WhatsApp:AppSecret", "a"), ("WhatsApp:AccessToken", "b"),
            ("WhatsApp:VerifyToken", "c"), ("WhatsApp:PhoneNumberId", "1"), .. values,
        ];
        return Settings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(all.ToDictionary(one => one.Key, one => (string?)one.Value)).Build(),
            intake: true);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
