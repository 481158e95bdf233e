using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Flows;

/// <summary>
/// The keys for Flows: made here, sealed under the system key, opened for one request at a time. After a rotation the
/// key before still opens what phones encrypt until they, and Meta, know the new one.
/// </summary>
public sealed class FlowKeyStore(Database database, Vault vault, SecretArena arena, TimeProvider clock)
{
    /// <summary>How many days a replaced key still decrypts; then it is deleted.</summary>
    internal const int GraceDays = 7;

    private static readonly Caller _caller = Caller.Service("flows");

    /// <summary>The active key's public half, to be uploaded to Meta; the key is made on first use.</summary>
    public async Task<string> PublicKeyPemAsync()
    {
        if (!Rows().Any(IsActive))
            await StoreAsync(FlowKeys.Create, "flow-key.created");
        var row = Rows().First(IsActive);
        await vault.KnowAsync(row.Sealed.KeyId, CancellationToken.None);
        using var key = Import(row);
        return key.PublicKeyPem;
    }

    /// <summary>Makes a new active key and returns its public half: phones learn it only when it is uploaded.</summary>
    public async Task<string> RotateAsync()
    {
        await StoreAsync(
            (transaction, id, key, record) =>
            {
                FlowKeys.Rotate(transaction, id, key, record);
                return true;
            },
            "flow-key.rotated");
        return await PublicKeyPemAsync();
    }

    /// <summary>The keys that decrypt, the active one first, each open only until the next is asked for.</summary>
    internal async ValueTask<IEnumerable<FlowKey>> OpenAsync(CancellationToken cancel)
    {
        var rows = Rows();
        foreach (var row in rows)
            await vault.KnowAsync(row.Sealed.KeyId, cancel);
        return Open(rows);
    }

    private IEnumerable<FlowKey> Open(IReadOnlyList<FlowKeyRow> rows)
    {
        foreach (var row in rows)
        {
            using var key = Import(row);
            yield return key;
        }
    }

    private static bool IsActive(FlowKeyRow row) => row.State == FlowKeyState.Active;

    internal static SealContext Context(Guid id) => new("flow_key", "envelope", id, 1, Guid.Empty);

    private IReadOnlyList<FlowKeyRow> Rows()
    {
        var today = (int)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
        return database.Read(session => FlowKeys.Usable(session, today - GraceDays));
    }

    private FlowKey Import(FlowKeyRow row)
    {
        using var pkcs8 = vault.Ring.System.Open(row.Sealed, Context(row.Id));
        return FlowKey.Import(pkcs8.Utf8);
    }

    /// <summary>Two that make the first key at the same time: one is stored, both read that one.</summary>
    private async Task StoreAsync(
        Func<Transaction, Guid, Sealed<FlowKeyContent>, AccessRecord, bool> store, string action)
    {
        var id = RowIds.New();
        using var pkcs8 = FlowKey.Generate(arena);
        var box = vault.Ring.System.Seal<FlowKeyContent>(pkcs8.Span, Context(id));
        var record = new AccessRecord(action, _caller.Actor, Target.Deployment, Allowed: true);
        await database.CommitAsync(transaction => store(transaction, id, box, record));
    }
}
