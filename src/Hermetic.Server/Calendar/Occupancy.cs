using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Calendar;

/// <summary>
/// Time as five-minute cells under a keyed hash: one hash per calendar and cell, unique, so two bookings cannot overlap.
/// </summary>
internal sealed class Occupancy(KeyRing ring, Database database)
{
    private const int CellSeconds = 5 * 60;

    /// <summary>The cells from <paramref name="start"/> for so many minutes, each begun one counted whole.</summary>
    /// <param name="staffId">Whose calendar; null where the business has one.</param>
    internal IReadOnlyList<Tag> Cells(Instant start, int minutes, string? staffId = null) =>
        [.. Numbers(start, minutes).Select(cell => TagOf(cell, staffId))];

    /// <param name="free">Cells that count as free: those of an appointment that is being moved.</param>
    internal Look Begin(IReadOnlyCollection<Tag>? free = null) => new(this, free ?? []);

    private Tag TagOf(long cell, string? staffId) => staffId is null ? ring.CellTag(cell) : ring.CellTag(cell, staffId);

    private static IEnumerable<long> Numbers(Instant start, int minutes)
    {
        var end = (start + Duration.FromMinutes(minutes)).ToUnixTimeSeconds();
        for (var cell = start.ToUnixTimeSeconds() / CellSeconds; cell * CellSeconds < end; cell++)
            yield return cell;
    }

    /// <summary>
    /// One look at the calendars: each cell is asked for once, however many beginnings are tried. Never kept.
    /// </summary>
    internal sealed class Look(Occupancy? occupancy, IReadOnlyCollection<Tag> free)
    {
        private readonly Dictionary<(long Cell, string StaffId), bool> _seen = [];

        /// <summary>
        /// A booking from before the business had staff is in nobody's calendar: it counts as everybody's.
        /// </summary>
        internal bool IsOccupied(Instant start, int minutes, string? staffId) => Numbers(start, minutes)
            .Any(cell => IsOccupied(cell, staffId: null) || (staffId is not null && IsOccupied(cell, staffId)));

        /// <summary>How many cells of a stretch are taken: how busy somebody is.</summary>
        internal int Count(Instant start, int minutes, string? staffId) =>
            Numbers(start, minutes).Count(cell => IsOccupied(cell, staffId));

        private bool IsOccupied(long cell, string? staffId)
        {
            if (occupancy is null)
                return false;
            var key = (cell, staffId ?? string.Empty);
            if (_seen.TryGetValue(key, out var taken))
                return taken;
            var tag = occupancy.TagOf(cell, staffId);
            return _seen[key] = !free.Contains(tag) && occupancy.IsOccupied(tag);
        }
    }

    /// <summary>A standing appointment of this person; null when there is none.</summary>
    internal AppointmentRow? Find(SubjectId person, AppointmentId id) =>
        database.Read(session => Appointments.Find(session, person, id));

    private bool IsOccupied(Tag cell) => database.Read(session => Appointments.IsOccupied(session, cell));
}
