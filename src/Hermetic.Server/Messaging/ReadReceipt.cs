using Hermetic.Cryptography;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Blue ticks and typing dots while the answer is made: best effort, beside the turn, never waited for by it. It has a
/// copy of the message id of its own, because it may outlive the turn.
/// </summary>
internal static class ReadReceipt
{
    internal static void Begin(
        CloudApiClient client, Settings settings, OpenTurn turn, SecretArena arena, CancellationToken cancel)
    {
        var id = turn.Message.Id;
        var wamid = arena.Rent(Math.Max(1, id.MaxLength));
        _ = MarkAsync(client, settings.WhatsApp.PhoneNumberId, wamid, id.Unescape(wamid.Span), cancel);
    }

    private static async Task MarkAsync(
        CloudApiClient client, string phoneNumberId, SecretBuffer wamid, int length, CancellationToken cancel)
    {
        using (wamid)
        {
            try
            {
                await client.MarkReadAsync(phoneNumberId, wamid.Memory[..length], typing: true, cancel);
            }
            catch (OperationCanceledException)
            {
                // The service stops; a receipt that was not sent is no loss.
            }
        }
    }
}
