using System.Globalization;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.Storage.Locations;

namespace Hermetic.Server.Staff;

/// <summary>What is kept how long, what the last sweep did, what waits: numbers, nobody's.</summary>
internal sealed class RetentionDesk(Database database, RetentionSweep sweep, TimeProvider clock)
{
    /// <summary>Sweeps come every hour, and those that open something every day.</summary>
    internal const int StaleHours = 26;

    private static readonly Caller _staff = Caller.Staff(StaffDesk.Somebody, Permission.KeepHouse);

    /// <summary>Writes the rules, their last sweeps, what is over and still there, and whether all is well.</summary>
    internal void Show(Utf8JsonWriter json)
    {
        var swept = database.Read(SweepRecords.All).ToDictionary(last => last.Rule);
        var isWell = sweep.Leap == ClockLeap.None;
        json.WriteStartObject();
        json.WriteString("clock"u8, sweep.Leap switch
        {
            ClockLeap.Forward => "leapt forward"u8,
            ClockLeap.Back => "went back"u8,
            _ => "steady"u8,
        });
        json.WriteStartArray("rules"u8);
        foreach (var rule in Enum.GetValues<Retention>().Where(rule => sweep.Schedule.Days(rule) > 0))
            isWell &= Write(json, rule, swept.GetValueOrDefault(rule));
        json.WriteEndArray();
        json.WriteBoolean("ok"u8, isWell);
        json.WriteEndObject();
    }

    private bool Write(Utf8JsonWriter json, Retention rule, LastSweep? last)
    {
        json.WriteStartObject();
        json.WriteString("rule"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString()));
        json.WriteNumber("days"u8, sweep.Schedule.Days(rule));
        json.WriteStartArray("locations"u8);
        foreach (var location in DataLocations.All.Where(location => location.Retention == rule))
            json.WriteStringValue(location.Table);
        json.WriteEndArray();
        if (Waiting(rule) is { } waiting)
            json.WriteNumber("waiting"u8, waiting);
        var state = State(last);
        json.WriteString("state"u8, state);
        if (last is not null)
        {
            json.WriteString("swept"u8, DateTime.UnixEpoch.AddHours(last.Hour).ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture));
            json.WriteNumber("deleted"u8, last.Deleted);
        }
        json.WriteEndObject();
        return state == "proven";
    }

    private string State(LastSweep? last) => last switch
    {
        null => "never swept",
        { IsProven: false } => "not proven",
        { Hour: var hour } when Now - hour > StaleHours => "stale",
        _ => "proven",
    };

    /// <summary>Over and still there, because it waits for an answer or a status; null where that is not seen in the clear.</summary>
    private long? Waiting(Retention rule)
    {
        var tables = Sweeps.All.Where(table => table.Rule == rule).ToList();
        var oldest = sweep.Schedule.OldestDay(rule, sweep.Today);
        return tables.Count == 0
            ? null
            : tables.Sum(table => database.Read(session => table.Overdue(session, oldest)));
    }

    /// <summary>Somebody says that the clock is right: everything that is over goes now. On record before.</summary>
    internal async Task ConfirmAsync()
    {
        var proof = Authorizer.Demand<ConfirmClock>(_staff, Target.Deployment);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        await sweep.RunAsync(isConfirmed: true, CancellationToken.None);
    }

    private long Now => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;
}
