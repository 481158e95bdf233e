// expect CS1503
using System.Collections.Generic;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

internal static class Misuse
{
    public static void Booked(
        Transaction transaction, ConversationLease lease, AppointmentId id, IReadOnlyList<RingTag> cells,
        Sealed<InboundContent> message) =>
        Appointments.Book(transaction, lease, id, cells, message);
}
