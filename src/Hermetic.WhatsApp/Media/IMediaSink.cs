namespace Hermetic.WhatsApp;

/// <summary>
/// Where a download goes, piece by piece: the whole is never held. Nothing taken is content until it is kept:
/// the last bytes decide whether the first were genuine. Exactly one of <see cref="KeepAsync"/> and
/// <see cref="DiscardAsync"/> ends every download, whatever happens; a <see cref="KeepAsync"/> that throws is
/// followed by <see cref="DiscardAsync"/>.
/// </summary>
public interface IMediaSink
{
    /// <summary>Takes the next piece, as to seal it.</summary>
    /// <param name="piece"><see cref="MediaClient.PieceLength"/> bytes, the last one 1 or more. Secret
    /// memory: good for this call only.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    ValueTask TakeAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken);

    /// <summary>All of it came and it is what was announced.</summary>
    /// <param name="cancellationToken">Ends the download.</param>
    ValueTask KeepAsync(CancellationToken cancellationToken);

    /// <summary>It is not to be used: forget every piece.</summary>
    ValueTask DiscardAsync();
}
