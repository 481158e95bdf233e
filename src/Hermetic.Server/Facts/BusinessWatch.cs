using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Facts;

/// <summary>
/// Edits without a restart: what the owner saves is what the assistant says from the next message on. An edit with
/// problems changes nothing. What changes is recorded first, by its hash, so that it can be told later what the
/// assistant knew.
/// </summary>
/// <remarks>
/// It looks instead of being told: notifications are lost on shared and layered file systems, and a look at a handful
/// of files costs microseconds.
/// </remarks>
internal sealed partial class BusinessWatch(
    BusinessSettings settings, CurrentBusiness current, Database database, TimeProvider clock, ILogger<BusinessWatch> log)
    : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private static readonly Caller _caller = Caller.Service("business-folder", Permission.KeepHouse);

    private string? _seen;
    private string? _read;
    private byte[] _known = settings.Sha256;
    private bool _isRefused;

    /// <summary>Records which facts the service begins with; before the first message is answered.</summary>
    internal Task BeginAsync() => settings.Watched is null ? Task.CompletedTask : RecordAsync(_known);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Watched is null)
            return;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await LookAsync();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task LookAsync()
    {
        var folder = settings.Watched!;
        var stamp = folder.Stamp();
        // A change counts once two looks see the same: an editor may save in several steps.
        if (stamp != _seen || stamp == _read)
        {
            _seen = stamp;
            return;
        }
        var (said, hash) = folder.Read();
        if (said.Business is not { } business)
            Refused(said.Problems.Count);
        else if (_isRefused && _known.AsSpan().SequenceEqual(hash))
            Restored();
        else if (!_known.AsSpan().SequenceEqual(hash))
        {
            await RecordAsync(hash);
            current.Replace(business);
            _known = hash;
            Replaced(business.Services.Count, business.Staff.Count, business.Knowledge.Sum(one => one.Sections.Count));
        }
        (_read, _isRefused) = (stamp, said.Business is null);
    }

    private Task RecordAsync(byte[] hash) => database.CommitAsync(transaction =>
    {
        var proof = Authorizer.Demand<ChangeFacts>(_caller, Target.Deployment);
        LedgerEntries.RecordFacts(transaction, proof, hash);
    });

    [LoggerMessage(120, LogLevel.Information,
        "The business folder was edited and is in use: {Services} services, {Staff} people, {Sections} sections.")]
    private partial void Replaced(int services, int staff, int sections);

    [LoggerMessage(121, LogLevel.Warning,
        "The business folder was edited and has {Problems} problems; what it said before stays in use. See check-business.")]
    private partial void Refused(int problems);

    [LoggerMessage(123, LogLevel.Information, "The business folder has no problems any more; it says what is in use.")]
    private partial void Restored();

    [LoggerMessage(122, LogLevel.Error, "The business folder could not be taken up ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}
