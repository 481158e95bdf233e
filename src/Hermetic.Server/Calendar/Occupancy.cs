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

    /// <summary>More than any service takes.</summary>
    private const int MostMinutes = 7 * 24 * 60;

    /// <summary>The cells from <paramref name="start"/> for so many minutes, each begun one counted whole.</summary>
    /// <param name="staffId">Whose calendar; null where the business has one.</param>
    internal IReadOnlyList<RingTag> Cells(Instant start, int minutes, string? staffId = null) =>
        [.. Numbers(start, minutes).Select(cell => TagOf(cell, staffId))];

    /// <param name="free">Cells that count as free: those of an appointment that is being moved.</param>
    internal Look Begin(IReadOnlyCollection<Tag>? free = null) => new(this, free ?? []);

    private RingTag TagOf(long cell, string? staffId) => staffId is null ? ring.CellTag(cell) : ring.CellTag(cell, staffId);

    /// <summary>
    /// What cells of an appointment are called under the active version of the key, whose tags name an earlier one. They
    /// need not be those that the service takes by now; they begin where the appointment does.
    /// </summary>
    /// <param name="taken">As they are stored.</param>
    /// <param name="start">Of the appointment.</param>
    /// <param name="staffId">Whose calendar it is in; null where the business has one.</param>
    internal IReadOnlyList<(Tag Old, Tag New)> Renew(IReadOnlyList<Tag> taken, Instant start, string? staffId)
    {
        var left = taken.Where(tag => tag.Version < ring.BlindIndex.Version).ToHashSet();
        var renewed = new List<(Tag, Tag)>();
        foreach (var cell in Numbers(start, MostMinutes).TakeWhile(_ => left.Count > 0).Select(cell => TagOf(cell, staffId)))
        {
            foreach (var old in cell.Others.ToArray().Where(left.Remove))
                renewed.Add((old, cell.Active));
        }
        return renewed;
    }

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
            return _seen[key] = !free.Any(own => tag.Includes(own)) && occupancy.IsOccupied(tag);
        }
    }

    /// <summary>A standing appointment of this person; null when there is none.</summary>
    internal AppointmentRow? Find(SubjectId person, AppointmentId id) =>
        database.Read(session => Appointments.Find(session, person, id));

    private bool IsOccupied(RingTag cell) => database.Read(session => Appointments.IsOccupied(session, cell));
}
