using Hermetic.Cryptography;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Calendar;

/// <summary>Time as five-minute cells under a keyed hash: one hash per cell, unique, so two bookings cannot overlap.</summary>
internal sealed class Occupancy(KeyRing ring, Database database)
{
    private const int CellSeconds = 5 * 60;

    /// <summary>The cells from <paramref name="start"/> for so many minutes, each begun one counted whole.</summary>
    internal IReadOnlyList<Tag> Cells(Instant start, int minutes)
    {
        var first = start.ToUnixTimeSeconds() / CellSeconds;
        var end = (start + Duration.FromMinutes(minutes)).ToUnixTimeSeconds();
        var cells = new List<Tag>();
        for (var cell = first; cell * CellSeconds < end; cell++)
            cells.Add(ring.CellTag(cell));
        return cells;
    }

    internal bool IsOccupied(Instant start, int minutes) =>
        Cells(start, minutes).Any(cell => database.Read(session => Appointments.IsOccupied(session, cell)));
}
