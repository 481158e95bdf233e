using System.Text.Json;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Identity;

/// <summary>What the ledger says of people of the business.</summary>
internal static class Recorded
{
    private static readonly string[] _kinds = ["staff.", "passkey.", "session.", "role.", "recovery-code"];

    extension(RunningService service)
    {
        /// <summary>The actions, in their order.</summary>
        internal async Task<IReadOnlyList<string>> ActionsOfStaffAsync()
        {
            await RunningService.UntilAsync(() => service.Database.Read(LedgerEntries.Lag) == 0, "the numbering");
            var actions = new List<string>();
            for (var position = 0L; service.Database.Read(session => LedgerEntries.Find(session, position)) is { } body; position++)
                actions.Add(JsonDocument.Parse(body).RootElement.GetProperty("action").GetString()!);
            return [.. actions.Where(action => _kinds.Any(kind => action.StartsWith(kind, StringComparison.Ordinal)))];
        }
    }
}
