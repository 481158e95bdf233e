using System.Collections;

namespace Hermetic.Assistant.Language;

/// <summary>From a time, until (exclusive) another one.</summary>
internal readonly record struct Interval<T>(T From, T Until)
    where T : struct, IComparable<T>;

/// <summary>
/// Days, hours or moments as a set: intervals in order, none of which touches the next. What two wishes allow
/// together is their union; what remains when something is ruled out is a difference.
/// </summary>
internal sealed class IntervalSet<T> : IReadOnlyList<Interval<T>>, IEquatable<IntervalSet<T>>
    where T : struct, IComparable<T>
{
    private readonly Interval<T>[] _parts;

    private IntervalSet(Interval<T>[] parts) => _parts = parts;

    public static IntervalSet<T> Empty { get; } = new([]);

    public bool IsEmpty => _parts.Length == 0;

    public int Count => _parts.Length;

    public Interval<T> this[int index] => _parts[index];

    public static IntervalSet<T> Of(T from, T until) => Of([new(from, until)]);

    /// <param name="parts">In any order, also overlapping; those that end before they begin are none.</param>
    public static IntervalSet<T> Of(IEnumerable<Interval<T>> parts)
    {
        var apart = new List<Interval<T>>();
        foreach (var part in parts.Where(part => IsBefore(part.From, part.Until)).OrderBy(part => part.From))
        {
            if (apart.Count > 0 && !IsBefore(apart[^1].Until, part.From))
                apart[^1] = apart[^1] with { Until = Later(apart[^1].Until, part.Until) };
            else
                apart.Add(part);
        }
        return new([.. apart]);
    }

    public bool Contains(T at) =>
        Array.Exists(_parts, part => !IsBefore(at, part.From) && IsBefore(at, part.Until));

    public IntervalSet<T> Union(IntervalSet<T> other) => Of([.. _parts, .. other._parts]);

    /// <summary>What is in this set and not in the other one.</summary>
    public IntervalSet<T> Except(IntervalSet<T> other) =>
        Of(_parts.SelectMany(part => other._parts.Aggregate<Interval<T>, IEnumerable<Interval<T>>>(
            [part], (rest, cut) => rest.SelectMany(one => Without(one, cut)))));

    // Of an interval that the cut does not touch, one of the two is the whole and the other empty.
    private static Interval<T>[] Without(Interval<T> whole, Interval<T> cut) =>
        IsBefore(cut.From, whole.Until) && IsBefore(whole.From, cut.Until)
            ? [whole with { Until = cut.From }, whole with { From = cut.Until }]
            : [whole];

    public bool Equals(IntervalSet<T>? other) =>
        other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => Equals(obj as IntervalSet<T>);

    public override int GetHashCode() => _parts.Aggregate(0, HashCode.Combine);

    public IEnumerator<Interval<T>> GetEnumerator() => ((IEnumerable<Interval<T>>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _parts.GetEnumerator();

    private static bool IsBefore(T left, T right) => left.CompareTo(right) < 0;

    private static T Later(T left, T right) => IsBefore(left, right) ? right : left;
}
