using System.Net;
using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>One download: address, answer, pieces, verdict.</summary>
internal sealed class MediaDownload(GraphApi graph, SecretArena arena)
{
    private delegate ValueTask Take(ReadOnlyMemory<byte> piece);

    public async Task<DownloadOutcome> RunAsync(
        MediaDescription description, long most, IMediaSink sink, CancellationToken cancellationToken)
    {
        var kept = false;
        try
        {
            var outcome = await TryAsync(description, most, sink, cancellationToken);
            if (outcome is DownloadOutcome.Complete)
            {
                await sink.KeepAsync(cancellationToken);
                kept = true;
            }
            return outcome;
        }
        finally
        {
            if (!kept)
                await sink.DiscardAsync();
        }
    }

    private async Task<DownloadOutcome> TryAsync(
        MediaDescription description, long most, IMediaSink sink, CancellationToken cancellationToken)
    {
        int? status = null;
        var inSink = false;
        try
        {
            return await FetchAsync(description, most, TakeAsync, code => status = code, cancellationToken);
        }
        catch (Exception failure) when (GraphApi.IsFailure(failure) && !inSink)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new DownloadOutcome.Failed(status);
        }

        // A full disk behind the sink is not a failure of the network, and stays what it is.
        async ValueTask TakeAsync(ReadOnlyMemory<byte> piece)
        {
            inSink = true;
            await sink.TakeAsync(piece, cancellationToken);
            inSink = false;
        }
    }

    private async Task<DownloadOutcome> FetchAsync(
        MediaDescription description, long most, Take take, Action<int> answered,
        CancellationToken cancellationToken)
    {
        if (description.Size > most)
            return new DownloadOutcome.TooLarge();
        if (MediaAddress.Read(description.Address, graph.Options) is not { } address)
            return new DownloadOutcome.ForeignAddress();
        using var deadline = graph.FileDeadline(cancellationToken);
        using var response = await graph.OpenFileAsync(address, deadline);
        answered((int)response.StatusCode);
        if (Refusal(response, description, most) is { } refusal)
            return refusal;
        await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
        return await ReceiveAsync(stream, description, most, take, deadline.Token);
    }

    private static DownloadOutcome? Refusal(
        HttpResponseMessage response, MediaDescription description, long most) =>
        (response.StatusCode, response.Content.Headers.ContentLength) switch
        {
            (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, _) =>
                new DownloadOutcome.ForeignAddress(),
            (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
                or HttpStatusCode.Gone, _) => new DownloadOutcome.Expired(),
            (not HttpStatusCode.OK, _) => new DownloadOutcome.Failed((int)response.StatusCode),
            (_, { } length) when length > most => new DownloadOutcome.TooLarge(),
            (_, { } length) when length != (description.Size ?? length) => new DownloadOutcome.Damaged(),
            _ => null,
        };

    private async Task<DownloadOutcome> ReceiveAsync(
        Stream stream, MediaDescription description, long most, Take take,
        CancellationToken cancellationToken)
    {
        using var buffer = arena.Rent(MediaClient.PieceLength);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var limit = description.Size ?? most;
        var (length, count, room) = (0L, 0, 0);
        do
        {
            // One byte more than there may be, so that a longer body is seen at once and not handed on.
            room = (int)Math.Min(buffer.Length, limit - length + 1);
            count = await stream.ReadAtLeastAsync(
                buffer.Memory[..room], room, throwOnEndOfStream: false, cancellationToken);
            length += count;
            if (length > limit)
            {
                return description.Size is null
                    ? new DownloadOutcome.TooLarge()
                    : new DownloadOutcome.Damaged();
            }
            hash.AppendData(buffer.Span[..count]);
            if (count > 0)
                await take(buffer.Memory[..count]);
        }
        while (count == room);
        // A shorter body cannot have the hash either.
        return description.HasHash(hash.GetHashAndReset())
            ? new DownloadOutcome.Complete(length)
            : new DownloadOutcome.Damaged();
    }
}
