using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator;

/// <content>What people write. Every call returns once the service has answered 200.</content>
public sealed partial class CloudApiSimulator
{
    /// <summary>A person writes. Returns the wamid.</summary>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public Task<string> SendTextAsync(
        SimulatedPerson person, string text, CancellationToken cancel = default) =>
        SendAsync(person, PersonMessage.Text(text), cancel);

    /// <summary>A person sends a message of any type. Returns the wamid.</summary>
    /// <exception cref="ArgumentException">Not one of the people.</exception>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task<string> SendAsync(
        SimulatedPerson person, PersonMessage message, CancellationToken cancel = default)
    {
        var (wamid, accepted) = _switchboard.Write(_people.Of(person), message, cancel);
        await accepted;
        return wamid;
    }

    /// <summary>Up to 1,000 messages in one webhook, in this order. Returns their wamids.</summary>
    /// <exception cref="ArgumentException">None, too many, or not one of the people.</exception>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task<IReadOnlyList<string>> SendBatchAsync(
        IReadOnlyList<(SimulatedPerson Person, PersonMessage Message)> messages,
        CancellationToken cancel = default)
    {
        if (messages.Count is 0 or > WebhookBody.MostUpdates)
            throw new ArgumentException("A webhook carries 1 to 1,000 updates.", nameof(messages));
        var (wamids, accepted) = _switchboard.Write(
            [.. messages.Select(each => (_people.Of(each.Person), each.Message))], cancel);
        await accepted;
        return wamids;
    }

    /// <summary>
    /// A person presses a button below the message <paramref name="contextWamid"/>, or chooses a row of its
    /// list. Nothing checks that the button exists there: a forged id is the service's to refuse.
    /// </summary>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public Task<string> PressButtonAsync(
        SimulatedPerson person, string buttonId, string title, string contextWamid,
        CancellationToken cancel = default) =>
        SendAsync(person, _switchboard.Press(contextWamid, buttonId, title), cancel);

    /// <summary>
    /// Staff wrote to this person on the business's own phone (coexistence). Returns the wamid.
    /// </summary>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task<string> EchoAsync(
        SimulatedPerson person, PersonMessage message, CancellationToken cancel = default)
    {
        var (wamid, accepted) = _switchboard.Echo(_people.Of(person), message, cancel);
        await accepted;
        return wamid;
    }

    /// <summary>
    /// Delivers every webhook of a message once more, byte for byte, as Meta does after a lost answer.
    /// </summary>
    /// <exception cref="ArgumentException">No webhook has this wamid.</exception>
    /// <exception cref="WebhookLostException">The service never accepted it.</exception>
    public async Task RedeliverAsync(string wamid, CancellationToken cancel = default)
    {
        var deliveries = DeliveriesOf(wamid);
        if (deliveries.Count == 0)
            throw new ArgumentException("No webhook carried this message id.", nameof(wamid));
        foreach (var delivery in deliveries)
            await _webhooks.DeliverAsync(delivery, cancel);
    }

    /// <summary>
    /// Signs any body and posts it once: batches, odd shapes, kinds that no phone here can make.
    /// </summary>
    public Task<WebhookAnswer> PostAsync(byte[] body, CancellationToken cancel = default) =>
        _webhooks.PostAsync(_webhooks.Sign(body), cancel);

    /// <summary>Uploads a file as the business would. Returns its media id.</summary>
    public string AddMedia(MediaFile file) => _media.Upload(file).Id;

    /// <summary>The file behind a media id; null when it is unknown, deleted or expired.</summary>
    public MediaFile? FindMedia(string id) => _media.Find(id)?.File;

    internal SentMessage? FindSent(string wamid) => _switchboard.Sent.Find(wamid);

    internal IReadOnlyList<WebhookDelivery> DeliveriesOf(string wamid) =>
        [.. Deliveries.Where(delivery => delivery.Wamids.Contains(wamid, StringComparer.Ordinal))];

    internal Task DeliverAgainAsync(WebhookDelivery delivery, CancellationToken cancel) =>
        _webhooks.DeliverAsync(delivery, cancel);

    internal Switchboard Switchboard => _switchboard;
}
