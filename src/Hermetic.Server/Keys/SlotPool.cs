using System.Security.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>
/// Slots of minted pages, handed out once and in random order, so that a key id does not tell when a person first
/// wrote. What is left at a restart is never used.
/// </summary>
/// <param name="mint">Makes a leaf page and returns its index; one call at a time.</param>
/// <param name="ahead">With fewer than so many left, the next page is made before anybody waits for it.</param>
/// <param name="clock">Measures the pause after a page that could not be made.</param>
internal sealed class SlotPool(Func<CancellationToken, Task<int>> mint, int ahead, TimeProvider clock) : IDisposable
{
    private const int SlotsPerPage = 256;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly SemaphoreSlim _minting = new(1, 1);
    private readonly Stack<long> _free = new();
    private Task _refill = Task.CompletedTask;
    private long? _failedAt;

    internal async ValueTask<long> TakeAsync(CancellationToken cancel)
    {
        await _lock.WaitAsync(cancel);
        try
        {
            if (_free.Count == 0)
                Fill(await MintAsync(cancel));
            var slot = _free.Pop();
            if (_free.Count < ahead && _refill.IsCompleted && !HasJustFailed)
                _refill = Task.Run(RefillAsync, CancellationToken.None);
            return slot;
        }
        finally
        {
            _lock.Release();
        }
    }

    private bool HasJustFailed => _failedAt is { } at && clock.GetElapsedTime(at) < _pause;

    /// <summary>Nobody waits for it: who finds no slot left tries by themselves, and is told why there is none.</summary>
    private async Task RefillAsync()
    {
        try
        {
            var leaf = await MintAsync(CancellationToken.None);
            await _lock.WaitAsync();
            try
            {
                Fill(leaf);
            }
            finally
            {
                _lock.Release();
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failedAt = clock.GetTimestamp();
        }
    }

    private async Task<int> MintAsync(CancellationToken cancel)
    {
        await _minting.WaitAsync(cancel);
        try
        {
            return await mint(cancel);
        }
        finally
        {
            _minting.Release();
        }
    }

    private void Fill(int leaf)
    {
        var slots = new long[SlotsPerPage];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = ((long)leaf * SlotsPerPage) + i;
        RandomNumberGenerator.Shuffle(slots.AsSpan());
        foreach (var slot in slots)
            _free.Push(slot);
    }

    public void Dispose()
    {
        _lock.Dispose();
        _minting.Dispose();
    }
}
