namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// Puts updates into bodies: one by one, or those of a short span together; some are held back so that later
/// ones overtake them.
/// </summary>
internal sealed class WebhookQueue(
    SimulatorOptions options, SeededBytes seeded, WebhookSender sender, Errands errands)
{
    private readonly WebhookBody _bodies = new(options);
    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];

    /// <summary>Returns when the service has answered 200 to the body that carries the update.</summary>
    /// <exception cref="WebhookLostException">The retry schedule is used up.</exception>
    public async Task DeliverAsync(WebhookUpdate update, CancellationToken cancel)
    {
        var trouble = sender.Trouble;
        if (seeded.Chance($"held {update.Label}", trouble.HeldShare))
            await Task.Delay(trouble.HeldFor, options.Clock, cancel);
        if (trouble.BatchFor == TimeSpan.Zero)
            await DeliverAsync([update], cancel);
        else
            await Enqueue(update, trouble.BatchFor).WaitAsync(cancel);
    }

    /// <summary>All of them in one body, in this order.</summary>
    /// <exception cref="WebhookLostException">The retry schedule is used up.</exception>
    public async Task DeliverAsync(IReadOnlyList<WebhookUpdate> updates, CancellationToken cancel)
    {
        var delivery = sender.Sign(
            [.. updates.Select(static update => update.Wamid).Where(static wamid => wamid.Length > 0)],
            _bodies.Write(updates), string.Join('|', updates.Select(static update => update.Label)));
        try
        {
            await sender.DeliverAsync(delivery, cancel);
        }
        catch (WebhookLostException) when (options.NoStorage)
        {
            // Nothing is stored at Meta: what was lost is reported instead, once.
            await sender.PostAsync(sender.Sign(_bodies.Write(LostUpdate.Create())), cancel);
            throw;
        }
    }

    private Task Enqueue(WebhookUpdate update, TimeSpan span)
    {
        var waiting = new Waiting(update, new(TaskCreationOptions.RunContinuationsAsynchronously));
        List<Waiting>? full = null;
        lock (_gate)
        {
            _waiting.Add(waiting);
            if (_waiting.Count == WebhookBody.MostUpdates)
                full = Take();
            else if (_waiting.Count == 1)
                errands.Start(stop => FlushLaterAsync(waiting, span, stop));
        }
        if (full is not null)
            errands.Start(stop => FlushAsync(full, stop));
        return waiting.Accepted.Task;
    }

    private async Task FlushLaterAsync(Waiting first, TimeSpan span, CancellationToken stop)
    {
        await Task.Delay(span, options.Clock, stop);
        List<Waiting> batch;
        lock (_gate)
        {
            // A full body may have taken the first one along; then another span is running already.
            if (_waiting.Count == 0 || _waiting[0] != first)
                return;
            batch = Take();
        }
        await FlushAsync(batch, stop);
    }

    private List<Waiting> Take()
    {
        var taken = _waiting;
        _waiting = [];
        return taken;
    }

    private async Task FlushAsync(List<Waiting> batch, CancellationToken stop)
    {
        try
        {
            if (sender.Trouble.Shuffle)
                batch = [.. batch.OrderBy(
                    waiting => seeded.Fraction($"shuffle {waiting.Update.Label}"))];
            await DeliverAsync([.. batch.Select(static waiting => waiting.Update)], stop);
            batch.ForEach(static waiting => waiting.Accepted.TrySetResult());
        }
        catch (WebhookLostException lost)
        {
            batch.ForEach(waiting => waiting.Accepted.TrySetException(lost));
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(waiting => waiting.Accepted.TrySetCanceled(stop));
            throw;
        }
    }

    private sealed record Waiting(WebhookUpdate Update, TaskCompletionSource Accepted);
}
