using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Calendar;

/// <summary>An appointment of somebody else, as the store sees it: a few cells.</summary>
internal static class Occupied
{
    internal static async Task<(SubjectId Person, AppointmentId Id)> TakeAsync(
        Database database, KeyRing ring, IReadOnlyList<RingTag> cells)
    {
        var (person, id) = (SubjectId.New(), AppointmentId.New());
        var content = ring.System.Seal<AppointmentContent>(
            "whenever"u8, new SealContext("appointment", "envelope", id.Value, 1, person.Value));
        var number = ring.BlindIndex.Tag("number", "1"u8);
        await database.CommitAsync(transaction =>
        {
            Subjects.Create(transaction, person, slot: BitConverter.ToInt32(person.Value.ToByteArray()) & 0xFF_FFFF);
            var conversation = Conversations.Arrive(transaction, known: null, number, person, ConversationId.New());
            var lease = Conversations.Look(transaction, conversation)!.Lease;
            Appointments.Book(transaction, lease, id, cells, content);
        });
        return (person, id);
    }
}
