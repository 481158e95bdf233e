namespace Hermetic.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests() : DatabaseContract(new SqliteEngine());

public sealed class SqliteFailureTests() : FailureContract(new SqliteEngine());

public sealed class SqliteSchemaTests() : SchemaContract(new SqliteEngine());

public sealed class SqliteDataLocationsTests() : DataLocationsContract(new SqliteEngine());

public sealed class SqliteSweepsTests() : SweepsContract(new SqliteEngine());

public sealed class SqlitePersonRowsTests() : PersonRowsContract(new SqliteEngine());

public sealed class SqliteConversationsTests() : ConversationsContract(new SqliteEngine());

public sealed class SqliteInboxTests() : InboxContract(new SqliteEngine());

public sealed class SqliteOutboxTests() : OutboxContract(new SqliteEngine());

public sealed class SqliteSentTagsTests() : SentTagsContract(new SqliteEngine());

public sealed class SqliteEarlyStatusTests() : EarlyStatusContract(new SqliteEngine());

public sealed class SqliteAppointmentsTests() : AppointmentsContract(new SqliteEngine());

public sealed class SqliteRemindersTests() : RemindersContract(new SqliteEngine());

public sealed class SqliteSubjectsTests() : SubjectsContract(new SqliteEngine());

public sealed class SqliteLedgerEntriesTests() : LedgerEntriesContract(new SqliteEngine());

public sealed class SqliteLedgerLogTests() : LedgerLogContract(new SqliteEngine());

public sealed class SqliteKeyPagesTests() : KeyPagesContract(new SqliteEngine());

public sealed class SqliteDayKeysTests() : DayKeysContract(new SqliteEngine());

public sealed class SqliteFlowKeysTests() : FlowKeysContract(new SqliteEngine());

public sealed class SqliteRingVersionsTests() : RingVersionsContract(new SqliteEngine());

public sealed class SqliteErasuresTests() : ErasuresContract(new SqliteEngine());

public sealed class SqliteErasureStepsTests() : ErasureStepsContract(new SqliteEngine());

public sealed class SqliteErasureRaceTests() : ErasureRaceContract(new SqliteEngine());

public sealed class SqliteEditedInboxTests() : EditedInboxContract(new SqliteEngine());

public sealed class SqliteAccountEventsTests() : AccountEventsContract(new SqliteEngine());

public sealed class SqliteExportsTests() : ExportsContract(new SqliteEngine());

public sealed class SqliteStaffAccessesTests() : StaffAccessesContract(new SqliteEngine());

public sealed class SqlitePersonRecordsTests() : PersonRecordsContract(new SqliteEngine());

public sealed class SqliteUndeliveredTests() : UndeliveredContract(new SqliteEngine());
public sealed class SqlitePiecesTests() : PiecesContract(new SqliteEngine());

public sealed class SqliteParkedElementsTests() : ParkedElementsContract(new SqliteEngine());

public sealed class SqliteMembershipTests() : MembershipContract(new SqliteEngine());

public sealed class SqliteLegalHoldsTests() : LegalHoldsContract(new SqliteEngine());

public sealed class SqliteApprovalsTests() : ApprovalsContract(new SqliteEngine());

public sealed class SqliteUpgradeTests() : UpgradeContract(new SqliteEngine())
{
    protected override void GoBackToTheSeventh(Transaction transaction) => transaction.Execute(
            """
            drop index conversation_with_people;
            drop index outbox_undelivered;
            drop table erasure;
            drop index outbox_attempt;
            create table outbox_before (
                row integer primary key, id blob not null unique,
                conversation blob not null references conversation (id), sequence integer not null,
                after integer not null, state integer not null, kind integer not null, attempt blob unique,
                code integer, day integer not null, envelope blob not null, billable integer, category integer,
                unique (conversation, sequence));
            insert into outbox_before select row, id, conversation, sequence, after, state, kind, attempt, code, day,
                envelope, billable, category from outbox;
            drop table outbox;
            alter table outbox_before rename to outbox;
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

public sealed class SqliteRotatedTagsTests() : RotatedTagsContract(new SqliteEngine());

public sealed class SqliteTaggedRowsTests() : TaggedRowsContract(new SqliteEngine());

public sealed class SqliteIdentityTests() : IdentityContract(new SqliteEngine());
