using System.Buffers.Binary;
using Hermetic.Domain;

namespace Hermetic.Server.Observability;

/// <summary>
/// When messages arrived, for those whose answer this process sends too. A fixed table without locks: a message that
/// falls on another's place takes it, and the other is not timed. Nothing of it is written anywhere.
/// </summary>
public sealed class ArrivalTimes(TimeProvider clock)
{
    private const int Places = 1 << 15;

    // A place is 24 bits of the message's id over 40 bits of time, in units of 10 µs: 127 days until it begins anew.
    private const int TimeBits = 40;
    private const long TimeMask = (1L << TimeBits) - 1;
    private const long UnitsPerSecond = 100_000;

    private readonly long[] _places = new long[Places];
    private readonly long _origin = clock.GetTimestamp();
    private readonly long _perUnit = Math.Max(1, clock.TimestampFrequency / UnitsPerSecond);

    internal long Now() => clock.GetTimestamp();

    /// <param name="arrived">As <see cref="Now"/> told.</param>
    internal void Note(MessageId message, long arrived)
    {
        var (place, mark) = PlaceOf(message);
        Volatile.Write(ref _places[place], mark | ((arrived - _origin) / _perUnit & TimeMask));
    }

    /// <summary>When a message arrived, as a timestamp; null when that is not known here. Once for each message.</summary>
    internal long? Take(MessageId message)
    {
        var (place, mark) = PlaceOf(message);
        var found = Volatile.Read(ref _places[place]);
        if (found == 0 || (found & ~TimeMask) != mark || Interlocked.CompareExchange(ref _places[place], 0, found) != found)
            return null;
        var now = Now();
        return now - (((now - _origin) / _perUnit - found) & TimeMask) * _perUnit;
    }

    /// <summary>Ids are random: any of their bits will do.</summary>
    private static (int Place, long Mark) PlaceOf(MessageId message)
    {
        Span<byte> bytes = stackalloc byte[16];
        message.Value.TryWriteBytes(bytes);
        var place = BinaryPrimitives.ReadInt32LittleEndian(bytes) & (Places - 1);
        return (place, (BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) | 1L << TimeBits) & ~TimeMask);
    }
}
