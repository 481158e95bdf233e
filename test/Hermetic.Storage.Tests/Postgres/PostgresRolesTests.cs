using Hermetic.Testing.Postgres;
using Npgsql;

namespace Hermetic.Storage.Tests.Postgres;

/// <summary>The owner of the tables, the service that writes rows, and who may only look.</summary>
public sealed class PostgresRolesTests() : Contract(new PostgresEngine())
{
    private readonly string _service = $"service_{Guid.NewGuid():N}";
    private readonly string _reader = $"reader_{Guid.NewGuid():N}";

    private PostgresEngine Postgres => (PostgresEngine)Engine;

    [Theory]
    [InlineData("drop table inbox")]
    [InlineData("alter table inbox add column name text")]
    [InlineData("create table notes (body text)")]
    [InlineData("truncate inbox")]
    [InlineData("delete from ledger_entry")]
    [InlineData("delete from ledger_tile")]
    [InlineData("update schema_version set version = 1")]
    public async Task The_service_works_and_may_not(string sql)
    {
        await PrepareAsync();
        using (var database = await Database.OpenAsync(Postgres.AddressOf(_service, "pass"), Clock))
            await database.CommitAsync(Stop(1));

        Assert.Equal("42501", Refusal(_service, sql));
        Assert.Equal(1, Engine.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task A_reader_reads_and_may_write_nothing()
    {
        await PrepareAsync();

        Assert.Null(Refusal(_reader, "select count(*) from suppression"));
        Assert.Equal("42501", Refusal(_reader, "delete from suppression"));
        Assert.Equal("42501", Refusal(_reader, "insert into suppression (tag, day) values ('\\x00', 1)"));
    }

    [Fact]
    public async Task A_service_that_may_not_change_tables_says_what_to_do_when_they_are_old()
    {
        await PrepareAsync();
        Engine.SchemaVersion = 1;

        var refused = await Assert.ThrowsAsync<StorageOpenException>(
            () => Database.OpenAsync(Postgres.AddressOf(_service, "pass"), Clock));

        Assert.Contains("hermetic storage migrate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_named_as_the_cause()
    {
        Database.Dispose();

        var refused = await Assert.ThrowsAsync<StorageOpenException>(() => Database.PrepareAsync(
            Postgres.Address, Postgres.AddressOf("nobody_of_this_name", "pass"), reader: null, Clock));

        Assert.Contains("no such role", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("x'; drop table inbox; --")]
    [InlineData("$grant$")]
    public void A_name_that_could_be_something_else_is_no_role(string name) => Assert.Null(PostgresRole.Read(name));

    private async Task PrepareAsync()
    {
        foreach (var role in new[] { _service, _reader })
            Postgres.Server.Execute($"create role {role} login password 'pass'");
        Database.Dispose();
        await Database.PrepareAsync(
            Postgres.Address, Postgres.AddressOf(_service, "pass"), PostgresRole.Read(_reader), Clock);
    }

    /// <summary>The code with which the server refuses; null when it does not.</summary>
    private string? Refusal(string user, string sql)
    {
        using var connection = new NpgsqlConnection(Postgres.ConnectionOf(user, "pass") + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            command.ExecuteNonQuery();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
