using Hermetic.Domain;
using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests;

/// <summary>What is counted of a person is what the register says that there can be.</summary>
public abstract class PersonRowsContract(IEngine engine) : ErasableContract(engine)
{
    [Fact]
    public void Every_table_of_which_an_erasure_takes_something_is_counted() => Assert.Equal(
        DataLocations.All
            .Where(location => location.OnErasure is OnErasure.Deleted or OnErasure.Detached)
            .Select(location => location.Table).Append("dedupe").Order(StringComparer.Ordinal),
        PersonRows.Tables.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Who_has_a_row_in_every_table_has_at_least_one_of_each()
    {
        await PutOnHoldAsync(Leaving);
        var rows = Database.Read(session => PersonRows.Count(session, Leaving.Guest.Subject));

        Assert.Equal(PersonRows.Tables, rows.Select(one => one.Location.Table));
        Assert.All(rows, one => Assert.True(one.Count > 0, one.Location.Table));
        Assert.Equal(2, rows.Single(one => one.Location.Table == "identifier").Count);
        var received = rows.Single(one => one.Location.Table == "inbox");
        Assert.Equal((1, Today, Today), (received.Count, received.Oldest, received.Newest));
        Assert.Null(rows.Single(one => one.Location.Table == "appointment").Oldest);
    }

    [Fact]
    public async Task Each_row_is_counted_for_one_person_alone()
    {
        await PutOnHoldAsync(Leaving);
        var leaving = Database.Read(session => PersonRows.Count(session, Leaving.Guest.Subject));
        var staying = Database.Read(session => PersonRows.Count(session, Staying.Guest.Subject));

        Assert.All(leaving.Zip(staying), pair => Assert.Equal(
            Engine.Count($"select count(*) from {pair.First.Location.Table}{OfNobody(pair.First.Location.Table)}"),
            pair.First.Count + pair.Second.Count));
    }

    [Fact]
    public async Task Of_somebody_who_was_erased_nothing_is_left_to_count()
    {
        await EraseAsync(Leaving);

        Assert.All(
            Database.Read(session => PersonRows.Count(session, Leaving.Guest.Subject)),
            one => Assert.Equal(0, one.Count));
    }

    [Fact]
    public void The_log_names_them_and_each_entry_is_found_from_whatever_row_on()
    {
        var last = Database.Read(LedgerEntries.LastRow);

        var all = Database.Read(session => LedgerEntries.Naming(session, Leaving.Guest.Subject, 0, last));
        var one = Database.Read(session => LedgerEntries.Naming(session, Leaving.Guest.Subject, 0, last / 2))
            .Concat(Database.Read(session => LedgerEntries.Naming(session, Leaving.Guest.Subject, last / 2, last)));

        Assert.NotEmpty(all);
        Assert.Equal(all.Select(Text), one.Select(Text));
        Assert.All(all, entry => Assert.Contains($"{Leaving.Guest.Subject.Value:D}", Text(entry), StringComparison.Ordinal));
        Assert.Empty(Database.Read(session => LedgerEntries.Naming(session, SubjectId.New(), 0, last)));
    }

    private static string Text(EntryOfPerson entry) => System.Text.Encoding.UTF8.GetString(entry.Body.Span);

    /// <summary>A row that says of itself that it is nobody's.</summary>
    private static string OfNobody(string table) => table == "staff_access" ? " where subject is not null" : "";
}
