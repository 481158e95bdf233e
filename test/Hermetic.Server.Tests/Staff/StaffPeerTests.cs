using System.Net.Sockets;
using Hermetic.Domain;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Tests.Staff;

/// <summary>Who is at the other end of a socket is what the kernel says, and two people are certain to be two.</summary>
public sealed class StaffPeerTests
{
    [Fact]
    public async Task The_kernel_names_whoever_connected()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("hermetic-peer-").FullName, "socket");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path), TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptAsync(TestContext.Current.CancellationToken);

        var peer = StaffPeer.Of(accepted);

        Assert.Equal(Own(), peer);
    }

    /// <summary>This process, by another way.</summary>
    private static StaffPeer Own()
    {
        var login = uint.Parse(File.ReadAllText("/proc/self/loginuid"), System.Globalization.CultureInfo.InvariantCulture);
        if (login != uint.MaxValue)
            return new(HasLoggedIn: true, login);
        var uid = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];
        return new(HasLoggedIn: false, uint.Parse(uid, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(true, 0u)]
    [InlineData(true, 1000u)]
    [InlineData(false, 0u)]
    [InlineData(false, 4294967294u)]
    public void An_id_tells_whose_it_is(bool hasLoggedIn, uint number)
    {
        var peer = new StaffPeer(hasLoggedIn, number);

        Assert.Equal(peer, StaffPeer.Of(peer.Id));
        Assert.NotEqual(StaffDesk.Somebody, peer.Id);
        Assert.NotEqual(new StaffPeer(!hasLoggedIn, number).Id, peer.Id);
        Assert.Equal(hasLoggedIn ? $"login {number}" : $"account {number}", peer.ToString());
    }

    [Fact]
    public void Nobody_is_read_out_of_an_id_that_is_no_peers()
    {
        Assert.Null(StaffPeer.Of(StaffDesk.Somebody));
        Assert.Null(StaffPeer.Of(StaffId.New()));
    }

    [Fact]
    public void Two_people_are_two_logins()
    {
        StaffPeer ana = new(HasLoggedIn: true, 1000), ben = new(HasLoggedIn: true, 1001);
        StaffPeer root = new(HasLoggedIn: false, 0), service = new(HasLoggedIn: false, 1001);

        Assert.True(ben.IsSomebodyElseThan(ana.Id));
        // Ana alone, first as the service's account and then as root.
        Assert.False(service.IsSomebodyElseThan(root.Id));
        Assert.False(root.IsSomebodyElseThan(service.Id));
        Assert.False(ana.IsSomebodyElseThan(ana.Id));
        // Ana may be root in a container.
        Assert.False(root.IsSomebodyElseThan(ana.Id));
        Assert.False(ana.IsSomebodyElseThan(service.Id));
        Assert.False(ana.IsSomebodyElseThan(StaffDesk.Somebody));
    }
}
