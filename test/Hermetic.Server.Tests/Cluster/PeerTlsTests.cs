using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Server.Cluster;
using Hermetic.Server.Tls;
using Hermetic.Testing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermetic.Server.Tests.Cluster;

/// <summary>Between nodes: whoever has no certificate of the operator's authority is not read, in either direction.</summary>
public sealed class PeerTlsTests : IDisposable
{
    private const string Client = PrivateAuthority.ClientAuthentication;
    private const string Server = PrivateAuthority.ServerAuthentication;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-peers-");
    private readonly PrivateAuthority _own = new(TimeProvider.System.GetUtcNow(), "Own");
    private readonly PrivateAuthority _strange = new(TimeProvider.System.GetUtcNow(), "Strange");

    [Fact]
    public async Task Two_nodes_of_one_authority_hear_each_other()
    {
        var (called, calling) = await MeetAsync(Node(_own), Node(_own));

        Assert.Equal(("ping", "pong"), (called, calling));
    }

    [Fact]
    public async Task A_strangers_certificate_is_refused_on_either_side()
    {
        Assert.Equal((null, null), await MeetAsync(Node(_own), Node(_strange)));
        Assert.Equal((null, null), await MeetAsync(Node(_own), Node(_strange, trusts: _own)));
        Assert.Equal((null, null), await MeetAsync(Node(_strange, trusts: _own), Node(_own)));
    }

    [Theory]
    [InlineData(Server)]
    [InlineData("1.3.6.1.5.5.7.3.4")]
    public async Task A_caller_whose_certificate_is_not_for_calling_is_refused(string purpose) =>
        Assert.Equal((null, null), await MeetAsync(Node(_own), Node(_own, purpose)));

    [Fact]
    public async Task A_node_whose_certificate_is_not_for_being_called_is_refused() =>
        Assert.Equal((null, null), await MeetAsync(Node(_own, Client), Node(_own)));

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        using var leaf = _own.Issue(
            new("CN=late"), [Client, Server], _own.Now - TimeSpan.FromDays(3), _own.Now - TimeSpan.FromDays(1));

        Assert.Equal((null, null), await MeetAsync(Node(_own), Node(leaf, _own, _own)));
    }

    [Fact]
    public async Task A_caller_without_a_certificate_is_refused()
    {
        Assert.Null(await CalledByAsync(Node(_own), socket => HandshakeAsync(socket, SslProtocols.Tls13, certificate: null)));
    }

    [Fact]
    public async Task An_older_protocol_is_refused_even_with_the_right_certificate()
    {
        using var leaf = _own.Issue(new("CN=old"), [Client, Server]);

        Assert.Null(await CalledByAsync(Node(_own), socket => HandshakeAsync(socket, SslProtocols.Tls12, leaf)));
    }

    [Fact]
    public async Task A_caller_without_tls_is_refused()
    {
        Assert.Null(await CalledByAsync(Node(_own), async socket => await socket.SendAsync("ping, and more words than a handshake"u8.ToArray())));
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_at_the_next_connection()
    {
        var (node, caller) = (Node(_own), Node(_own));
        Assert.Equal(("ping", "pong"), await MeetAsync(node, caller));

        using var strangers = _strange.Issue(new("CN=node"), [Client, Server]);
        _strange.Write(strangers, caller.Files.Certificate, caller.Files.Key);

        Assert.Equal((null, null), await MeetAsync(node, caller));
    }

    /// <returns>What each side heard; null for a side that was not let through.</returns>
    private static async Task<(string? Called, string? Calling)> MeetAsync(Peer called, Peer calling)
    {
        string? answer = null;
        var heard = await CalledByAsync(called, async socket =>
            answer = await RunAsync(socket, calling.Tls.Call, async pipes =>
            {
                await pipes.Output.WriteAsync("ping"u8.ToArray());
                return await ReadAsync(pipes);
            }));
        return (heard, answer);
    }

    private static async Task<string?> CalledByAsync(Peer called, Func<Socket, Task> calling)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await caller.ConnectAsync(listener.LocalEndpoint);
        using var accepted = await listener.AcceptSocketAsync();
        var heard = RunAsync(accepted, called.Tls.Accept, async pipes =>
        {
            var text = await ReadAsync(pipes);
            await pipes.Output.WriteAsync("pong"u8.ToArray());
            return text;
        });
        try
        {
            await calling(caller).WaitAsync(_patience);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException or SocketException)
        {
            // That is how a refusal looks from outside.
        }
        return await heard.WaitAsync(_patience);
    }

    /// <summary>Runs one connection through the middleware, as Orleans does.</summary>
    private static async Task<string?> RunAsync(
        Socket socket, Action<IConnectionBuilder> middleware, Func<IDuplexPipe, Task<string?>> talk)
    {
        string? heard = null;
        using var services = new ServiceCollection().BuildServiceProvider();
        var builder = new ConnectionBuilder(services);
        middleware(builder);
        builder.Run(async connection =>
        {
            try
            {
                heard = await talk(connection.Transport);
            }
            catch (IOException)
            {
                // In TLS 1.3 the other side's refusal comes after this side's handshake.
            }
        });
        using var stream = new NetworkStream(socket);
        var pipes = new Pipes(PipeReader.Create(stream), PipeWriter.Create(stream));
        var connection = new DefaultConnectionContext("test", pipes, pipes);
        await builder.Build()(connection);
        // What a transport does when its connection was given up.
        socket.Close();
        return heard;
    }

    private static async Task<string?> ReadAsync(IDuplexPipe pipes)
    {
        var read = await pipes.Input.ReadAsync();
        var text = string.Concat(read.Buffer.ToArray().Select(one => (char)one));
        pipes.Input.AdvanceTo(read.Buffer.End);
        return text.Length == 0 ? null : text;
    }

    [SuppressMessage("Security", "CA5359", Justification = "The caller is the intruder: whom it meets is all one to it.")]
    private static async Task HandshakeAsync(Socket socket, SslProtocols protocol, X509Certificate2? certificate)
    {
        await using var tls = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: true, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "node",
            EnabledSslProtocols = protocol,
            ClientCertificates = certificate is null ? [] : [certificate],
        });
        await tls.WriteAsync("ping"u8.ToArray());
        // In TLS 1.3 a caller learns only by reading that it was refused.
        _ = await tls.ReadAsync(new byte[4]);
    }

    private Peer Node(PrivateAuthority issuer, params string[] purposes)
    {
        using var leaf = issuer.Issue(new("CN=node"), purposes.Length > 0 ? purposes : [Client, Server]);
        return Node(leaf, issuer, issuer);
    }

    private Peer Node(PrivateAuthority issuer, PrivateAuthority trusts)
    {
        using var leaf = issuer.Issue(new("CN=node"), [Client, Server]);
        return Node(leaf, issuer, trusts);
    }

    private Peer Node(X509Certificate2 leaf, PrivateAuthority issuer, PrivateAuthority trusts)
    {
        var name = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        var files = new CertificateFiles(name + ".pem", name + ".key", "Cluster");
        issuer.Write(leaf, files.Certificate, files.Key);
        return new(files, new PeerTls(files, [trusts.Root], TimeProvider.System, NullLogger<PeerTls>.Instance));
    }

    public void Dispose()
    {
        _own.Dispose();
        _strange.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed record Peer(CertificateFiles Files, PeerTls Tls);

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
