using System.Buffers.Binary;
using System.Net;
using Hermetic.Storage;

namespace Hermetic.Server.Cluster;

/// <summary>
/// Orleans' entry of a silo as it is stored. Times are the database's: each node takes the difference between its own
/// clock and the database's off when it writes, and adds it when it reads. So a clock that is wrong by minutes makes
/// nobody look dead, or dead people alive. Names are not stored; the address is name enough.
/// </summary>
internal static class SiloEntry
{
    private const int IpSize = 16;
    private const int AddressSize = IpSize + sizeof(int) + sizeof(int);
    private const int VoteSize = AddressSize + sizeof(long);

    internal static byte[] AddressOf(SiloAddress silo)
    {
        var bytes = new byte[AddressSize];
        Write(silo, bytes);
        return bytes;
    }

    /// <param name="ahead">How far this node's clock is ahead of the database's.</param>
    internal static SiloRow ToRow(MembershipEntry entry, long etag, TimeSpan ahead)
    {
        var votes = entry.SuspectTimes ?? [];
        var bytes = new byte[sizeof(long) + votes.Count * VoteSize];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Milliseconds(entry.StartTime - ahead));
        var rest = bytes.AsSpan(sizeof(long));
        foreach (var (voter, time) in votes)
        {
            Write(voter, rest);
            BinaryPrimitives.WriteInt64BigEndian(rest[AddressSize..], Milliseconds(time - ahead));
            rest = rest[VoteSize..];
        }
        return new SiloRow(AddressOf(entry.SiloAddress), (SiloState)entry.Status, etag, At: 0, bytes);
    }

    /// <param name="ahead">How far this node's clock is ahead of the database's.</param>
    internal static MembershipEntry FromRow(SiloRow row, TimeSpan ahead)
    {
        var address = ReadAddress(row.Address.Span);
        var votes = new List<Tuple<SiloAddress, DateTime>>();
        for (var rest = row.Entry.Span[sizeof(long)..]; !rest.IsEmpty; rest = rest[VoteSize..])
            votes.Add(new(ReadAddress(rest), Moment(BinaryPrimitives.ReadInt64BigEndian(rest[AddressSize..])) + ahead));
        return new MembershipEntry
        {
            SiloAddress = address,
            Status = (SiloStatus)row.State,
            SuspectTimes = votes,
            SiloName = address.ToParsableString(),
            HostName = address.Endpoint.Address.ToString(),
            RoleName = "",
            StartTime = Moment(BinaryPrimitives.ReadInt64BigEndian(row.Entry.Span)) + ahead,
            IAmAliveTime = Moment(row.At) + ahead,
        };
    }

    internal static SiloAddress ReadAddress(ReadOnlySpan<byte> bytes)
    {
        var ip = new IPAddress(bytes[..IpSize]);
        return SiloAddress.New(
            ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip,
            BinaryPrimitives.ReadInt32BigEndian(bytes[IpSize..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[(IpSize + sizeof(int))..]));
    }

    private static void Write(SiloAddress silo, Span<byte> bytes)
    {
        silo.Endpoint.Address.MapToIPv6().TryWriteBytes(bytes, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[IpSize..], silo.Endpoint.Port);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(IpSize + sizeof(int))..], silo.Generation);
    }

    internal static DateTime Moment(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    private static long Milliseconds(DateTime moment) => (long)(moment - DateTime.UnixEpoch).TotalMilliseconds;
}
