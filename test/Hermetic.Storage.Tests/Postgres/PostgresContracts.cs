namespace Hermetic.Storage.Tests.Postgres;

public sealed class PostgresDatabaseTests() : DatabaseContract(PostgresEngine.OfACountedLog());

public sealed class PostgresFailureTests() : FailureContract(new PostgresEngine());

public sealed class PostgresSchemaTests() : SchemaContract(new PostgresEngine());

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

public sealed class PostgresErasuresTests() : ErasuresContract(new PostgresEngine());

public sealed class PostgresErasureRaceTests() : ErasureRaceContract(new PostgresEngine());

public sealed class PostgresEditedInboxTests() : EditedInboxContract(new PostgresEngine());

public sealed class PostgresAccountEventsTests() : AccountEventsContract(new PostgresEngine());

public sealed class PostgresExportsTests() : ExportsContract(new PostgresEngine());

public sealed class PostgresStaffAccessesTests() : StaffAccessesContract(new PostgresEngine());

public sealed class PostgresPersonRecordsTests() : PersonRecordsContract(new PostgresEngine());

public sealed class PostgresUndeliveredTests() : UndeliveredContract(new PostgresEngine());

public sealed class PostgresParkedElementsTests() : ParkedElementsContract(new PostgresEngine());

public sealed class PostgresMembershipTests() : MembershipContract(new PostgresEngine());
