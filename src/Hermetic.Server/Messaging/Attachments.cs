using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Files that people send, where <c>WhatsApp:Media</c> is on: fetched once, checked against WhatsApp's hash and kept in
/// sealed pieces for staff. The assistant reads none of them. Off, which is the default, nothing is fetched.
/// </summary>
internal sealed partial class Attachments(
    MediaClient media, Database database, Settings settings, ILogger<Attachments> log)
{
    /// <summary>Fetches the turn's file; nothing of a file that is not what was announced stays.</summary>
    internal async Task FetchAsync(OpenTurn turn, CancellationToken cancel)
    {
        if (!settings.WhatsApp.Media || turn.Content is not MediaMessage message || MediaId.Read(message.Media.Id) is not { } id)
            return;
        var described = await media.DescribeAsync(settings.WhatsApp.PhoneNumberId, id, cancel);
        if (described is not GraphAnswered<MediaDescription> { Value: var description })
        {
            NotFetched(described.GetType().Name);
            return;
        }
        await turn.ClaimAsync(database);
        var pieces = new Pieces(turn, database);
        await pieces.DiscardAsync();
        var outcome = await media.DownloadAsync(description, KindOf(message), pieces, cancel);
        if (outcome is not DownloadOutcome.Complete)
            NotFetched(outcome.GetType().Name);
    }

    internal static SealContext Context(MessageId message, int position, SubjectId subject) =>
        new("media_chunk", "envelope", message.Value, position, subject.Value);

    private static MediaKind KindOf(MediaMessage message) => message switch
    {
        ImageMessage => MediaKind.Image,
        AudioMessage => MediaKind.Audio,
        VideoMessage => MediaKind.Video,
        DocumentMessage => MediaKind.Document,
        _ => MediaKind.Sticker,
    };

    [LoggerMessage(72, LogLevel.Warning, "A file that a person sent was not fetched ({Failure}); its message is kept without it.")]
    private partial void NotFetched(string failure);

    /// <summary>Each piece is a commit of its own, fenced by the turn's lease; what is left of an earlier try goes first.</summary>
    private sealed class Pieces(OpenTurn turn, Database database) : IMediaSink
    {
        private int _position;

        public async ValueTask TakeAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
        {
            var position = _position++;
            var box = turn.Key.Seal<MediaContent>(piece.Span, Context(turn.Id, position, turn.Person));
            await database.CommitAsync(transaction =>
            {
                Storage.Conversations.Require(transaction, turn.Lease);
                // False when the person took the message back meanwhile: then nothing of it is kept.
                _ = MediaChunks.Append(transaction, turn.Id, position, box);
            });
        }

        public ValueTask KeepAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public async ValueTask DiscardAsync()
        {
            _position = 0;
            await database.CommitAsync(transaction =>
            {
                Storage.Conversations.Require(transaction, turn.Lease);
                MediaChunks.Delete(transaction, turn.Id);
            });
        }
    }
}
