using System.Collections;

namespace Hermetic.Assistant;

/// <summary>A short list that is equal to another one when its elements are.</summary>
public sealed class Options<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<Options<T>>
{
    /// <summary>As many rows as a list of WhatsApp has.</summary>
    internal const int Most = 10;

    private readonly T[] _items = [.. items];

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>The option of a button or a row; none when there are fewer.</summary>
    public bool TryGet(Choice choice, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T option)
    {
        var index = choice - Choice.Option1;
        var found = index >= 0 && index < _items.Length;
        option = found ? _items[index] : default;
        return found;
    }

    /// <summary>The option that a person counted out: 1 is the first, -1 the last.</summary>
    internal bool TryAt(int? position, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T option)
    {
        var index = position == Answers.Last ? Count - 1 : (position ?? 0) - 1;
        var found = index >= 0 && index < Count;
        option = found ? _items[index] : default;
        return found;
    }

    /// <summary>A choice for each option; none when they are more than a list holds.</summary>
    public IReadOnlyList<Choice> Choices() =>
        Count <= Most ? [.. Enumerable.Range(0, Count).Select(index => Choice.Option1 + index)] : [];

    public bool Equals(Options<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as Options<T>);

    public override int GetHashCode() => _items.Aggregate(0, HashCode.Combine);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
