using System.Collections.Generic;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Storage;

internal static class Writes
{
    public static void Booked(
        Transaction transaction, ConversationId conversation, AppointmentId id, IReadOnlyList<RingTag> cells,
        Sealed<AppointmentContent> content)
    {
        var lease = Conversations.Look(transaction, conversation)!.Lease;
        if (lease is not null)
            Appointments.Book(transaction, lease, id, cells, content);
    }

    public static void Erased(Transaction transaction, Authorized<EraseSubject> proof, SubjectId person) =>
        Erasures.Begin(transaction, proof, person);

    public static SequencerLease Sequencer(Transaction transaction) => LedgerLog.Claim(transaction);

    public static LedgerEntry Entry(LedgerHour at) => new() { Action = "a", Actor = "b", At = at };
}
