// expect CS1503
using System.Collections.Generic;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

internal static class Misuse
{
    public static void Booked(
        Transaction transaction, ConversationId conversation, AppointmentId id, IReadOnlyList<RingTag> cells,
        Sealed<AppointmentContent> content) =>
        Appointments.Book(transaction, conversation, id, cells, content);
}
