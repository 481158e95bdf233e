using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>What WhatsApp told about the account, for whoever looks after it.</summary>
internal sealed class AccountDesk(Database database, Vault vault)
{
    /// <summary>Writes one object per event, oldest first: day, severity, kind, what it means, whether it is open.</summary>
    internal async Task ListAsync(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var row in database.Read(AccountEvents.List))
        {
            await vault.KnowAsync(row.Sealed.KeyId, CancellationToken.None);
            using var content = vault.Ring.System.Open(row.Sealed, AccountNotice.Context(row.Id)).Keep();
            var parts = Parts.Read(content.Memory);
            json.WriteStartObject();
            json.WriteString("day"u8, DateTime.UnixEpoch.AddDays(row.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("severity"u8, Name(row.Severity));
            json.WriteBoolean("open"u8, row.IsOpen);
            json.WriteString("kind"u8, parts[0].Span);
            json.WriteString("meaning"u8, parts[1].Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Somebody has seen them all; on record.</summary>
    internal Task<int> AcknowledgeAsync(Caller who) => database.CommitAsync(transaction => AccountEvents.Acknowledge(
        transaction, Authorizer.Demand<AcknowledgeAccountEvents>(who, Target.Deployment)));

    private static ReadOnlySpan<byte> Name(AccountEventSeverity severity) => severity switch
    {
        AccountEventSeverity.Alert => "alert"u8,
        AccountEventSeverity.Warning => "warning"u8,
        _ => "note"u8,
    };
}
