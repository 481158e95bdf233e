using System.Collections;

namespace Hermetic.Assistant;

/// <summary>A short list that is equal to another one when its elements are.</summary>
public sealed class Options<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<Options<T>>
{
    private readonly T[] _items = [.. items];

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>The option of a button; none when there are fewer.</summary>
    public bool TryGet(Choice choice, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T option)
    {
        var index = choice - Choice.Option1;
        var found = index >= 0 && index < _items.Length;
        option = found ? _items[index] : default;
        return found;
    }

    /// <summary>The buttons that show these options; none when they are too many for buttons.</summary>
    public IReadOnlyList<Choice> Buttons() =>
        Count <= 3 ? [.. Enumerable.Range(0, Count).Select(index => Choice.Option1 + index)] : [];

    public bool Equals(Options<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as Options<T>);

    public override int GetHashCode() => _items.Aggregate(0, HashCode.Combine);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
