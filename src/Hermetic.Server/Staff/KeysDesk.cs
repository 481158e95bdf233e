using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>The keys of the ring, for whoever looks after them: how they stand, rotating them, destroying what is spent.</summary>
/// <param name="serving">Whether a service runs around it, which goes on with what takes time.</param>
internal sealed class KeysDesk(
    Vault vault, Database database, KeyRotation rotation, Settings settings, TimeProvider clock, bool serving)
{
    private static readonly Caller _staff = Caller.Staff(StaffDesk.Somebody, Permission.ChangeKeys);

    /// <summary>Writes an object: what wraps the keys, the ring's epoch, and each key with its versions.</summary>
    internal Task WriteAsync(Utf8JsonWriter json)
    {
        var record = database.Read(RingVersions.Read)!;
        json.WriteStartObject();
        json.WriteString("root"u8, vault.Root.Kind);
        json.WriteString("root_description"u8, vault.Root.Description);
        json.WriteNumber("epoch"u8, record.Epoch);
        json.WriteStartArray("keys"u8);
        foreach (var key in Enum.GetValues<RingKey>())
            Write(json, key, [.. record.Versions.Where(version => version.Key == key)]);
        json.WriteEndArray();
        json.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>Gives each of these keys a new version that seals from now on.</summary>
    /// <exception cref="KeyDirectoryException">The ring cannot be used; nothing was changed.</exception>
    /// <exception cref="RootProviderException">What wraps the keys cannot be used now.</exception>
    internal async Task RotateAsync(IReadOnlyList<RingKey> keys, CancellationToken cancel)
    {
        foreach (var key in keys)
            await rotation.CreateAsync(key, _staff, cancel);
        // Every other node reads it meanwhile; with one node there is nobody to wait for.
        if (settings.Postgres is not null)
            await Task.Delay(KeyRotation.Notice, clock, cancel);
        foreach (var key in keys)
            await rotation.ActivateAsync(key, _staff, cancel);
        while (!serving && (await rotation.ResealAsync(cancel) > 0 || await rotation.RetagAsync(cancel) > 0))
        {
            // Nobody is kept waiting: all of it at once.
        }
    }

    /// <summary>Destroys the versions under which nothing lies any more.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="KeyDirectoryException">None, because one is still needed: the sentence says for how long.</exception>
    internal async Task<int> TrimAsync(CancellationToken cancel)
    {
        var destroyed = await rotation.TrimAsync(TimeSpan.Zero, static _ => true, _staff, cancel);
        return destroyed == 0 && rotation.WhyKept() is { } why ? throw new KeyDirectoryException(why) : destroyed;
    }

    private void Write(Utf8JsonWriter json, RingKey key, IReadOnlyList<RingVersion> versions)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, RingWords.Of(key));
        json.WriteBoolean("rotates"u8, RotationSettings.WhyNot(key) is null);
        if (versions.Select(rotation.Due).FirstOrDefault(due => due is not null) is { } due)
        {
            json.WriteString("due"u8, Day(due));
            json.WriteBoolean("is_due"u8, due <= clock.GetUtcNow());
            json.WriteBoolean("automatic"u8, rotation.Settings.IsAutomatic && !RotationSettings.IsByHand(key));
        }
        if (key == RingKey.LedgerSeed)
            json.WriteString("vkey"u8, Vkey(versions));
        json.WriteStartArray("versions"u8);
        foreach (var version in versions)
            Write(json, version);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, RingVersion version)
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, version.Version);
        json.WriteString("state"u8, RingWords.Of(version.State));
        json.WriteString("since"u8, Day(version.Changed));
        if (version.Key is RingKey.System or RingKey.BlindIndex && version.State != KeyState.Destroyed)
            json.WriteNumber("rows"u8, rotation.RowsUnder(version.InFile));
        if (version.Moved > 0)
        {
            json.WriteNumber("resealed"u8, version.Moved);
            json.WriteNumber("per_second"u8, Math.Round(
                version.Moved / Math.Max((version.MovedAt - version.Changed).TotalSeconds, 1), 1));
        }
        var waits = rotation.WaitsUntil(version.InFile) is { } until ? new DateTimeOffset(until, default, default) : default;
        if (waits != default)
            json.WriteString("needed_until"u8, Day(waits));
        if (version.State == KeyState.DecryptOnly && rotation.Settings.TrimAfter is { } age && !RotationSettings.IsByHand(version.Key))
            json.WriteString("goes"u8, Day(version.Changed + age > waits ? version.Changed + age : waits));
        json.WriteEndObject();
    }

    private string Vkey(IReadOnlyList<RingVersion> versions) =>
        LogKeys.Verifier(vault.Ring, versions.Single(version => version.State == KeyState.Active).Version).ToString();

    private static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
