namespace Hermetic.WhatsApp;

/// <summary>Older conversations of a number that joins from the phone app (<c>history</c>): many people at
/// once. Never answered.</summary>
public sealed record HistoryUpdate : FieldUpdate
{
    internal static readonly FieldKind Field = new("history", Read);

    private HistoryUpdate(FieldReading reading, IReadOnlyList<HistoryChunk> chunks)
        : base(reading) =>
        Chunks = chunks;

    /// <summary>The pieces; none when the change only has <c>messages</c>, the files of earlier
    /// pieces.</summary>
    public IReadOnlyList<HistoryChunk> Chunks { get; }

    /// <inheritdoc/>
    public override SenderIdentity? Person => null;

    private static HistoryUpdate? Read(FieldReading reading) =>
        reading.Value["history"u8] is null
            ? reading.Value["messages"u8] is null ? null : new(reading, [])
            : reading.Items("history"u8, HistoryChunk.From) is { } chunks ? new(reading, chunks) : null;
}

/// <summary>One piece of the history.</summary>
/// <param name="Phase">0 the last day, 1 up to 90 days, 2 up to 180 days; null when not said.</param>
/// <param name="ChunkOrder">Its place among the pieces; null when not said.</param>
/// <param name="Progress">How much is done, in per cent; null when not said.</param>
/// <param name="Threads">Conversations.</param>
/// <param name="ErrorCodes">Why there is no history (2593109: the business does not share it); empty when
/// there is.</param>
public sealed record HistoryChunk(
    int? Phase, int? ChunkOrder, int? Progress, IReadOnlyList<HistoryThread> Threads,
    IReadOnlyList<int> ErrorCodes)
{
    internal static HistoryChunk From(JsonObject chunk)
    {
        var metadata = chunk.Object("metadata"u8);
        return new(
            Small(metadata?["phase"u8]),
            Small(metadata?["chunk_order"u8]),
            Small(metadata?["progress"u8]),
            [.. chunk.Objects("threads"u8).Select(HistoryThread.From)],
            WireErrors.ReadCodes(chunk["errors"u8]));
    }

    private static int? Small(JsonSlice? slice) =>
        slice?.Integer() is <= int.MaxValue and var number ? (int)number : null;
}
