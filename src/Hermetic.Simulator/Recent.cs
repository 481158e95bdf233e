namespace Hermetic.Simulator;

/// <summary>The last so many of something, oldest first: what the simulator remembers is bounded.</summary>
internal sealed class Recent<T>(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _items = new();

    public IReadOnlyList<T> All
    {
        get { lock (_gate) return [.. _items]; }
    }

    public void Add(T item)
    {
        lock (_gate)
        {
            _items.Enqueue(item);
            if (_items.Count > capacity)
                _items.Dequeue();
        }
    }
}
