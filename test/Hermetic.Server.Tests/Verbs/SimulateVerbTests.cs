using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Server.Verbs;
using Hermetic.Simulator;
using Hermetic.Testing;

namespace Hermetic.Server.Tests;

/// <summary><c>simulate</c>: what its options ask for is what the simulator is given.</summary>
public sealed class SimulateVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-simulate-");

    [Fact]
    public void Without_options_it_is_calm_and_offers_for_seven_days_five_thousand_times_as_fast()
    {
        var options = Read();

        Assert.Equal((0, false, 2), (options.Seed, options.NoStorage, options.People.Count));
        Assert.InRange(Lasts(options) * 5000, TimeSpan.FromDays(6.5), TimeSpan.FromDays(7));
        Assert.Null(options.ClientCertificate);
        Assert.Empty(options.ServiceAuthorities);
        Assert.Equal(DeliveryTrouble.None, options.DeliveryTrouble);
    }

    [Fact]
    public void Without_storage_at_Meta_there_is_one_hour_at_the_pace_that_was_asked_for()
    {
        var options = Read("--no-storage", "--retry-compression", "10");

        Assert.True(options.NoStorage);
        Assert.InRange(Lasts(options) * 10, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));
    }

    [Fact]
    public void Profile_seed_and_people_arrive()
    {
        var options = Read("--profile", "hostile", "--seed", "7", "--people", "9", "--port", "0");

        Assert.Equal((7, 9), (options.Seed, options.People.Count));
        Assert.Equal(3, options.People.Count(person => person.PhoneNumber is null));
        Assert.Contains(options.SendTrouble.Shares, one => one is (0.05, GraphFault.CutAfterAccepting));
        Assert.True(options.DeliveryTrouble.Shuffle);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_client_certificate_comes_with_its_key_its_intermediates_and_the_services_authority(bool oneFile)
    {
        using var authority = Certificate("An authority");
        using var intermediate = Certificate("An intermediate");
        using var leaf = Certificate("client.webhooks.fbclientcerts.com");
        var key = leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        var chain = $"{leaf.ExportCertificatePem()}\n{intermediate.ExportCertificatePem()}\n";
        var (certificate, ca) = (Write("client.pem", oneFile ? $"{chain}{key}\n" : chain), Write("ca.pem", authority.ExportCertificatePem()));
        string[] keyFile = oneFile ? [] : ["--client-key", Write("client.key", key)];

        var options = Read(["--client-certificate", certificate, "--service-ca", ca, .. keyFile]);

        Assert.True(options.ClientCertificate!.HasPrivateKey);
        Assert.Equal(leaf.Thumbprint, options.ClientCertificate.Thumbprint);
        Assert.Equal([intermediate.Thumbprint], options.ClientCertificateChain.Select(one => one.Thumbprint));
        Assert.Equal([authority.Thumbprint], options.ServiceAuthorities.Select(one => one.Thumbprint));
    }

    [Fact]
    public void The_manual_names_every_option()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "simulator.md"));
        Assert.All(
            SimulateVerb.Create().Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)),
            option => Assert.Contains($"`{option.Name}", manual, StringComparison.Ordinal));
    }

    private static SimulatorOptions Read(params string[] options)
    {
        var webhook = new Uri("http://127.0.0.1:3000/webhook");
        var parsed = SimulateVerb.Create().Parse(["--webhook", webhook.AbsoluteUri, .. options]);
        Assert.Empty(parsed.Errors);
        return SimulateVerb.Options(parsed, webhook);
    }

    private static TimeSpan Lasts(SimulatorOptions options) =>
        options.Retries.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);

    private string Write(string name, string pem)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, pem);
        return path;
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
