namespace Hermetic.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests() : DatabaseContract(new SqliteEngine());

public sealed class SqliteFailureTests() : FailureContract(new SqliteEngine());

public sealed class SqliteSchemaTests() : SchemaContract(new SqliteEngine());

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

public sealed class SqliteErasuresTests() : ErasuresContract(new SqliteEngine());

public sealed class SqliteErasureRaceTests() : ErasureRaceContract(new SqliteEngine());

public sealed class SqliteEditedInboxTests() : EditedInboxContract(new SqliteEngine());

public sealed class SqliteAccountEventsTests() : AccountEventsContract(new SqliteEngine());

public sealed class SqliteExportsTests() : ExportsContract(new SqliteEngine());

public sealed class SqliteStaffAccessesTests() : StaffAccessesContract(new SqliteEngine());

public sealed class SqlitePersonRecordsTests() : PersonRecordsContract(new SqliteEngine());

public sealed class SqliteUndeliveredTests() : UndeliveredContract(new SqliteEngine());

public sealed class SqliteParkedElementsTests() : ParkedElementsContract(new SqliteEngine());

public sealed class SqliteMembershipTests() : MembershipContract(new SqliteEngine());
