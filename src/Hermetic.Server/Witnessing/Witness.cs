using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Witnessing;

/// <summary>What goes back to a log.</summary>
/// <param name="Status">As C2SP tlog-witness says; 413 for what is too long, 503 when the witness cannot keep what it
/// would have to.</param>
internal sealed record WitnessAnswer(int Status, string ContentType, byte[] Body)
{
    internal static WitnessAnswer Sentence(int status, string sentence) =>
        new(status, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(sentence + "\n"));
}

/// <summary>
/// Cosigns the checkpoints of known logs (C2SP tlog-witness). One request at a time is judged and made durable, and only
/// then signed: of two submitters the second one is judged by what the first one left.
/// </summary>
internal sealed partial class Witness(
    WitnessFolder folder, IReadOnlyList<Cosigner> keys, TimeProvider clock, ILogger<Witness> logger)
{
    private readonly Lock _gate = new();

    /// <summary>Answers the body of one <c>add-checkpoint</c>.</summary>
    internal WitnessAnswer Add(ReadOnlyMemory<byte> body)
    {
        if (body.Length > AddCheckpoint.MaxLength)
            return WitnessAnswer.Sentence(413, "This is longer than any add-checkpoint request.");
        if (!AddCheckpoint.TryParse(body, out var request))
            return Answer(new WitnessDecision.Malformed());
        try
        {
            lock (_gate)
            {
                return folder.Find(request.Claimed.Origin) is { } log
                    ? Judge(log, request)
                    : Answer(new WitnessDecision.Unknown());
            }
        }
        catch (Exception unable) when (unable is IOException or UnauthorizedAccessException)
        {
            NotKept(unable.GetType().Name);
            return WitnessAnswer.Sentence(503, "The witness cannot keep its state, so it signs nothing.");
        }
    }

    private WitnessAnswer Judge(WitnessedLogFolder log, AddCheckpoint request)
    {
        var decision = log.Read().Decide(request);
        switch (decision)
        {
            case WitnessDecision.Cosign cosign:
                // Written even when it is the same as before: only what is known to be durable is signed.
                log.Write(request.Note.Span);
                var now = clock.GetUtcNow();
                return new(200, "text/plain; charset=utf-8", [.. keys.SelectMany(key => key.Cosign(cosign.Text.Span, now))]);
            case WitnessDecision.Conflict { IsFork: true }:
                Forked(request.Claimed.Size);
                Keep(log, WitnessEvidence.Fork, request);
                break;
            case WitnessDecision.Unproven:
                Keep(log, WitnessEvidence.Unproven, request);
                break;
        }
        return Answer(decision);
    }

    /// <summary>A full disk does not change the answer.</summary>
    private void Keep(WitnessedLogFolder log, WitnessEvidence kind, AddCheckpoint request)
    {
        try
        {
            log.Keep(kind, request);
        }
        catch (Exception unable) when (unable is IOException or UnauthorizedAccessException)
        {
            NotKept(unable.GetType().Name);
        }
    }

    private static WitnessAnswer Answer(WitnessDecision decision) => decision switch
    {
        WitnessDecision.Conflict conflict => new(
            decision.Status, "text/x.tlog.size", System.Text.Encoding.ASCII.GetBytes($"{conflict.Size}\n")),
        WitnessDecision.Malformed => WitnessAnswer.Sentence(decision.Status, "This is no add-checkpoint request."),
        WitnessDecision.Unknown => WitnessAnswer.Sentence(decision.Status, "This witness does not know the log."),
        WitnessDecision.Untrusted => WitnessAnswer.Sentence(decision.Status, "No trusted key has signed the checkpoint."),
        _ => WitnessAnswer.Sentence(decision.Status, "The proof does not show that the log was only extended."),
    };

    [LoggerMessage(140, LogLevel.Critical,
        "A log has signed two roots for size {Size}. Both checkpoints are kept: see `hermetic witness status`.")]
    private partial void Forked(long size);

    [LoggerMessage(141, LogLevel.Error, "The folder of the witness cannot be used ({Failure}); nothing is signed.")]
    private partial void NotKept(string failure);
}
