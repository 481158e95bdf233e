using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>
/// Once a second: has another node changed the key ring? And what is a rotation waiting for: a version that every node has
/// had time to read becomes active, rows are sealed and tagged anew, a commit of them each second. Once an hour: is a rotation due,
/// is a spent version to be destroyed?
/// </summary>
internal sealed partial class RotationWatch(
    Vault vault, Database database, KeyRotation rotation, TimeProvider clock, ILogger<RotationWatch> log) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _reminder = TimeSpan.FromDays(1);

    private bool _hasChanged;
    private int _epoch;
    private Type? _reported;
    private long _reportedAt;
    private DateTimeOffset _reminded;
    private DateTimeOffset _looked;
    private DateTimeOffset _resealAt;
    private DateTimeOffset _retagAt;

    /// <summary>Keys whose rotation is due, for the metrics; as of the last look.</summary>
    internal long DueKeys { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await StepAsync(stoppingToken);
                _reported = null;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Report(failure);
            }
        }
    }

    internal async Task StepAsync(CancellationToken cancel)
    {
        // A second after the change: nobody is using what went with it.
        if (_hasChanged)
            vault.Ring.Forget();
        await vault.TryFollowRingAsync(cancel);
        if (database.Read(RingVersions.Read) is not { } record)
            return;
        foreach (var waiting in record.Versions.Where(IsKnownEverywhere))
            await rotation.ActivateAsync(waiting.Key, RingSettlement.Caller, cancel);
        if (record.Find(RingKey.System, KeyState.DecryptOnly) is { } old && (_hasChanged || clock.GetUtcNow() >= _resealAt))
            await ResealAsync(old, cancel);
        if (clock.GetUtcNow() - _looked >= TimeSpan.FromHours(1))
        {
            await KeepScheduleAsync(record, cancel);
            _looked = clock.GetUtcNow();
        }
        (_hasChanged, _epoch) = (vault.Ring.Epoch != _epoch, vault.Ring.Epoch);
        if (record.Find(RingKey.BlindIndex, KeyState.DecryptOnly) is not null && clock.GetUtcNow() >= _retagAt)
            await RetagAsync(cancel);
    }

    /// <summary>Last, and a minute after a failure: an escrow that is away keeps nothing else from being done.</summary>
    private async Task RetagAsync(CancellationToken cancel)
    {
        _retagAt = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        await rotation.RetagAsync(cancel);
        _retagAt = default;
    }

    /// <summary>When nothing is left, what another node sealed late is looked for once a minute.</summary>
    private async Task ResealAsync(RingVersion old, CancellationToken cancel)
    {
        if (await rotation.ResealAsync(cancel) > 0)
        {
            _resealAt = default;
            return;
        }
        _resealAt = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        if (rotation.RowsUnder(old.InFile) is > 0 and var rows)
            DoNotOpen(rows);
    }

    private bool IsKnownEverywhere(RingVersion version) =>
        version.State == KeyState.PreActive && version.Changed + KeyRotation.Notice <= clock.GetUtcNow();

    private async Task KeepScheduleAsync(RingRecord record, CancellationToken cancel)
    {
        if (rotation.Settings.TrimAfter is { } age && await rotation.TrimAsync(
                age, key => !RotationSettings.IsByHand(key), RingSettlement.Caller, cancel) is > 0 and var spent)
            Destroyed(spent);
        var due = rotation.DueNow(record);
        DueKeys = due.Count;
        var asked = due.Where(key => !rotation.Settings.IsAutomatic || RotationSettings.IsByHand(key)).ToList();
        foreach (var key in due.Except(asked))
        {
            await rotation.CreateAsync(key, RingSettlement.Caller, cancel);
            Rotated(key);
        }
        if (asked.Count == 0 || clock.GetUtcNow() - _reminded < _reminder)
            return;
        _reminded = clock.GetUtcNow();
        foreach (var key in asked)
            Remind(key);
    }

    /// <summary>Once a minute, and at once when it is something else.</summary>
    private void Report(Exception failure)
    {
        if (failure.GetType() == _reported && clock.GetElapsedTime(_reportedAt) < TimeSpan.FromMinutes(1))
            return;
        (_reported, _reportedAt) = (failure.GetType(), clock.GetTimestamp());
        Failed(failure.GetType().Name);
    }

    [LoggerMessage(220, LogLevel.Error,
        "The key ring could not be looked after ({Failure}); it is tried again. hermetic keys status says more.")]
    private partial void Failed(string failure);

    [LoggerMessage(221, LogLevel.Warning, "The key {Key} is due to be rotated: hermetic keys rotate.")]
    private partial void Remind(RingKey key);

    [LoggerMessage(222, LogLevel.Information, "The key {Key} was due; its next version is made.")]
    private partial void Rotated(RingKey key);

    [LoggerMessage(224, LogLevel.Error,
        "{Rows} rows under an earlier version of the system key do not open. They stay as they are, and so does that version.")]
    private partial void DoNotOpen(long rows);

    [LoggerMessage(223, LogLevel.Information, "{Versions} versions of keys under which nothing lay were destroyed.")]
    private partial void Destroyed(int versions);
}
