namespace Hermetic.Storage.Tests.Postgres;

public sealed class PostgresDatabaseTests() : DatabaseContract(PostgresEngine.OfACountedLog());

public sealed class PostgresFailureTests() : FailureContract(new PostgresEngine());

public sealed class PostgresSchemaTests() : SchemaContract(new PostgresEngine());

public sealed class PostgresDataLocationsTests() : DataLocationsContract(new PostgresEngine());

public sealed class PostgresSweepsTests() : SweepsContract(new PostgresEngine());

public sealed class PostgresPersonRowsTests() : PersonRowsContract(new PostgresEngine());

public sealed class PostgresConversationsTests() : ConversationsContract(new PostgresEngine());

public sealed class PostgresInboxTests() : InboxContract(new PostgresEngine());

public sealed class PostgresOutboxTests() : OutboxContract(new PostgresEngine());

public sealed class PostgresSentTagsTests() : SentTagsContract(new PostgresEngine());

public sealed class PostgresEarlyStatusTests() : EarlyStatusContract(new PostgresEngine());

public sealed class PostgresAppointmentsTests() : AppointmentsContract(new PostgresEngine());

public sealed class PostgresRemindersTests() : RemindersContract(new PostgresEngine());

public sealed class PostgresSubjectsTests() : SubjectsContract(new PostgresEngine());

public sealed class PostgresLedgerEntriesTests() : LedgerEntriesContract(new PostgresEngine());

public sealed class PostgresLedgerLogTests() : LedgerLogContract(new PostgresEngine());

public sealed class PostgresKeyPagesTests() : KeyPagesContract(new PostgresEngine());

public sealed class PostgresDayKeysTests() : DayKeysContract(new PostgresEngine());

public sealed class PostgresFlowKeysTests() : FlowKeysContract(new PostgresEngine());

public sealed class PostgresRingVersionsTests() : RingVersionsContract(new PostgresEngine());

public sealed class PostgresErasuresTests() : ErasuresContract(new PostgresEngine());

public sealed class PostgresErasureStepsTests() : ErasureStepsContract(new PostgresEngine());

public sealed class PostgresErasureRaceTests() : ErasureRaceContract(new PostgresEngine());

public sealed class PostgresEditedInboxTests() : EditedInboxContract(new PostgresEngine());

public sealed class PostgresAccountEventsTests() : AccountEventsContract(new PostgresEngine());

public sealed class PostgresExportsTests() : ExportsContract(new PostgresEngine());

public sealed class PostgresStaffAccessesTests() : StaffAccessesContract(new PostgresEngine());

public sealed class PostgresPersonRecordsTests() : PersonRecordsContract(new PostgresEngine());

public sealed class PostgresUndeliveredTests() : UndeliveredContract(new PostgresEngine());
public sealed class PostgresPiecesTests() : PiecesContract(new PostgresEngine());

public sealed class PostgresParkedElementsTests() : ParkedElementsContract(new PostgresEngine());

public sealed class PostgresMembershipTests() : MembershipContract(new PostgresEngine());

public sealed class PostgresLegalHoldsTests() : LegalHoldsContract(new PostgresEngine());

public sealed class PostgresApprovalsTests() : ApprovalsContract(new PostgresEngine());

public sealed class PostgresUpgradeTests() : UpgradeContract(new PostgresEngine())
{
    protected override void GoBackToTheSeventh(Transaction transaction)
    {
        // Several statements in one do not travel with what was posted.
        transaction.Settle();
        transaction.Execute(
            """
            drop index conversation_with_people;
            drop index outbox_undelivered;
            drop table erasure;
            drop index outbox_attempt;
            drop index outbox_open;
            drop index outbox_held;
            alter table outbox drop column wamid;
            alter table outbox add constraint outbox_attempt_key unique (attempt);
            create index outbox_open on outbox (conversation) where state in (0, 1);
            create index sent_tag_message on sent_tag (message) where message is not null;
            drop table key_ring;
            drop table key_version;
            drop table ledger_handover;
            drop table data_protection_key;
            drop table retention_sweep;
            drop table legal_hold;
            drop table approval;
            drop table spent_ceremony;
            drop table recovery_code;
            drop table invitation;
            drop table staff_session;
            drop table passkey;
            drop table role_grant;
            drop table staff;
            """);
    }
}

public sealed class PostgresRotatedTagsTests() : RotatedTagsContract(new PostgresEngine());

public sealed class PostgresTaggedRowsTests() : TaggedRowsContract(new PostgresEngine());

public sealed class PostgresIdentityTests() : IdentityContract(new PostgresEngine());
