namespace Load;

/// <summary>
/// P people, of whom one is chosen who waits for nothing: a person writes on when their last message was acknowledged
/// (or echoed), so that the order of their messages is the order of their arrival.
/// </summary>
public sealed class People
{
    private readonly Person[] _all;
    private readonly bool[] _busy;
    private readonly double[]? _shares;
    private readonly Random _random;
    private readonly Lock _choosing = new();
    private int _idle;

    /// <param name="zipf">True: the n-th person writes with a share of 1/n; false: all alike.</param>
    public People(int count, bool zipf, Random random)
    {
        _all = [.. Enumerable.Range(0, count).Select(index => new Person(index))];
        _busy = new bool[count];
        (_idle, _random) = (count, random);
        if (!zipf)
            return;
        _shares = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            _shares[i] = sum += 1.0 / (i + 1);
    }

    /// <summary>Null when everybody waits. <see cref="Release"/> gives the person back.</summary>
    public Person? Choose()
    {
        lock (_choosing)
        {
            if (_idle == 0)
                return null;
            var index = Draw();
            while (_busy[index])
                index = (index + 1) % _all.Length;
            _busy[index] = true;
            _idle--;
            return _all[index];
        }
    }

    public void Release(Person person)
    {
        lock (_choosing)
        {
            _busy[IndexOf(person)] = false;
            _idle++;
        }
    }

    private int Draw()
    {
        if (_shares is null)
            return _random.Next(_all.Length);
        var at = Array.BinarySearch(_shares, _random.NextDouble() * _shares[^1]);
        return Math.Min(at < 0 ? ~at : at, _all.Length - 1);
    }

    private static int IndexOf(Person person) => int.Parse(person.Phone.AsSpan(4));
}
