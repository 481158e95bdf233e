using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>
/// Follows the sequencer: asks the witnesses for their signatures on the newest checkpoint, once a second while it
/// grows and once a minute while it does not, and shows it when enough have signed. Nothing waits for it: entries are
/// numbered, and people answered, whatever becomes of the witnesses.
/// </summary>
internal sealed partial class Cosigning : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _refresh = TimeSpan.FromMinutes(1);

    private readonly WitnessPolicy? _policy;
    private readonly Database _database;
    private readonly PublishedCheckpoint _published;
    private readonly TimeProvider _clock;
    private readonly ILogger<Cosigning> _logger;
    private readonly HttpClient _http = WitnessClient.CreateHttp();
    private readonly List<WitnessPeer> _peers;
    private readonly MerkleLog _log;
    private long _quorumSize;
    private long _quorumAt;
    private Type? _reported;

    public Cosigning(
        LedgerSettings settings, Database database, PublishedCheckpoint published, TimeProvider clock,
        ILogger<Cosigning> logger)
    {
        (_policy, _database, _published, _clock, _logger) = (settings.Policy, database, published, clock, logger);
        _log = new MerkleLog(new LedgerLog(database));
        _quorumAt = clock.GetTimestamp();
        _peers =
        [
            .. (_policy?.Witnesses ?? []).Where(witness => witness.Url is not null).Select(witness => new WitnessPeer(
                witness, new WitnessClient(_http, witness, LedgerSettings.Submission(witness.Url!)!), clock)),
        ];
    }

    /// <summary>Witnesses that are asked.</summary>
    internal int Asked => _peers.Count;

    /// <summary>Of those, how many cosigned when they were last asked.</summary>
    internal int Signing => _peers.Count(peer => peer.Signs);

    /// <summary>Entries that are signed and not yet shown with enough cosignatures; 0 where nobody watches.</summary>
    internal long Lag() => _policy is null
        ? 0
        : Math.Max(0, _database.Read(LedgerLog.Head).SignedSize - Interlocked.Read(ref _quorumSize));

    /// <summary>Seconds since enough witnesses last cosigned, or since the start; 0 where nobody watches.</summary>
    internal double Age() =>
        _policy is null ? 0 : _clock.GetElapsedTime(Interlocked.Read(ref _quorumAt)).TotalSeconds;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_policy is null)
            return;
        using var timer = new PeriodicTimer(_interval, _clock);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
                _reported = null;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Report(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Asks every witness that is due for a signature on the newest checkpoint.</summary>
    internal async Task RoundAsync(CancellationToken cancel)
    {
        var head = _database.Read(LedgerLog.Head);
        if (head.Checkpoint is not { } note || (head.SignedSize == _quorumSize && Age() < _refresh.TotalSeconds))
            return;
        var asked = _peers.Where(peer => peer.IsDue).Select(async peer =>
            (peer.Witness, Lines: await AskAsync(peer, new(head.SignedSize, note), cancel))).ToList();
        var (signers, signed) = (new HashSet<PolicyWitness>(), note);
        ShowIfEnough(signers, new(head.SignedSize, signed));
        await foreach (var answer in Task.WhenEach(asked).WithCancellation(cancel))
        {
            var (witness, lines) = await answer;
            if (lines.Length == 0)
                continue;
            signers.Add(witness);
            signed = (byte[])[.. signed.Span, .. lines];
            ShowIfEnough(signers, new(head.SignedSize, signed));
        }
    }

    private void ShowIfEnough(HashSet<PolicyWitness> signers, Published checkpoint)
    {
        if (!_policy!.IsQuorum(signers.Contains))
            return;
        _published.Show(checkpoint);
        Interlocked.Exchange(ref _quorumSize, checkpoint.Size);
        Interlocked.Exchange(ref _quorumAt, _clock.GetTimestamp());
    }

    /// <summary>One witness's signature lines; none when it did not sign.</summary>
    private async Task<byte[]> AskAsync(WitnessPeer peer, Published checkpoint, CancellationToken cancel)
    {
        var from = Math.Min(peer.Known, checkpoint.Size);
        var answer = await SubmitAsync(peer, from, checkpoint, cancel);
        // The witness says what it has seen: once it is asked again, from there.
        if (answer is Submission.Conflict told && told.Size <= checkpoint.Size)
            answer = await SubmitAsync(peer, from = told.Size, checkpoint, cancel);
        peer.Answered(answer, checkpoint.Size);
        switch (answer)
        {
            case Submission.Cosigned cosigned:
                return cosigned.Lines;
            // Another node may have submitted a later one meanwhile; only what no node has was taken back.
            case Submission.Conflict { Size: var seen } when seen > _database.Read(LedgerLog.Head).SignedSize:
                RolledBack(seen, checkpoint.Size);
                break;
            // It was asked from the very size that it names, so it is the root that it does not know.
            case Submission.Conflict { Size: var same } when same == from:
                Forked(same);
                break;
            case Submission.Refused refused:
                Refused(refused.Status);
                break;
        }
        return [];
    }

    private async Task<Submission> SubmitAsync(WitnessPeer peer, long from, Published checkpoint, CancellationToken cancel)
    {
        IReadOnlyList<MerkleHash> proof = from > 0 && from < checkpoint.Size
            ? await _log.ConsistencyProofAsync(from, checkpoint.Size, cancel)
            : [];
        return await peer.Client.SubmitAsync(AddCheckpoint.Of(from, proof, checkpoint.Note), cancel);
    }

    /// <summary>Once, and again when it is something else: a round is tried every second.</summary>
    private void Report(Exception failure)
    {
        if (failure.GetType() == _reported)
            return;
        _reported = failure.GetType();
        Failed(failure.GetType().Name);
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    [LoggerMessage(73, LogLevel.Error, "Witnesses could not be asked ({Failure}); they are asked again.")]
    private partial void Failed(string failure);

    [LoggerMessage(74, LogLevel.Critical,
        "A witness has seen {Seen} entries of this ledger, which has {Size}: entries were lost, as by a restore.")]
    private partial void RolledBack(long seen, long size);

    [LoggerMessage(75, LogLevel.Critical,
        "A witness has seen another history of this ledger of {Size} entries: somebody else signs with its key, or entries were replaced.")]
    private partial void Forked(long size);

    [LoggerMessage(76, LogLevel.Error, "A witness refused the checkpoint of this ledger ({Status}).")]
    private partial void Refused(int status);
}
