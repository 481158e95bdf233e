// expect CS7036
using System.Collections.Generic;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

internal static class Misuse
{
    public static void Booked(
        Transaction transaction, AppointmentId id, IReadOnlyList<RingTag> cells, Sealed<AppointmentContent> content) =>
        Appointments.Book(transaction, id: id, cells: cells, content: content);
}
