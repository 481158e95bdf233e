using System.Security.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>
/// Slots of minted pages, handed out once and in random order, so that a key id does not tell when a person first
/// wrote. What is left at a restart is never used.
/// </summary>
internal sealed class SlotPool(Func<CancellationToken, Task<int>> mint) : IDisposable
{
    private const int SlotsPerPage = 256;

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly Stack<long> _free = new();

    internal async ValueTask<long> TakeAsync(CancellationToken cancel)
    {
        await _lock.WaitAsync(cancel);
        try
        {
            if (_free.Count == 0)
                Fill(await mint(cancel));
            return _free.Pop();
        }
        finally
        {
            _lock.Release();
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

    public void Dispose() => _lock.Dispose();
}
