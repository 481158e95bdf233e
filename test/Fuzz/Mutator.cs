namespace Fuzz;

/// <summary>
/// Changes inputs as afl's havoc stage does: bits, bytes, blocks and words, stacked, and two inputs spliced. The same
/// seed, the same inputs.
/// </summary>
public sealed class Mutator(IFuzzTarget target, int seed)
{
    private const int Longest = 4096;

    private static readonly byte[] s_telling = " {}[]\":,\\0.=-_AZaz9\0\u007f"u8.ToArray();

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _pool = [.. target.Corpus];

    public byte[] Next()
    {
        var input = _pool[_random.Next(_pool.Count)];
        for (var steps = 1 << _random.Next(5); steps > 0; steps--)
            input = Change(input);
        // Now and then a mutant becomes a parent, so that inputs wander away from the corpus.
        if (_random.Next(64) == 0)
            Adopt(input);
        return input;
    }

    private void Adopt(byte[] input)
    {
        if (_pool.Count < target.Corpus.Count + 1024)
            _pool.Add(input);
        else
            _pool[target.Corpus.Count + _random.Next(1024)] = input;
    }

    private byte[] Change(byte[] input) => _random.Next(9) switch
    {
        0 => With(input, (at, bytes) => bytes[at] ^= (byte)(1 << _random.Next(8))),
        1 => With(input, (at, bytes) => bytes[at] = (byte)_random.Next(256)),
        2 => With(input, (at, bytes) => bytes[at] = s_telling[_random.Next(s_telling.Length)]),
        3 => Replace(input, remove: _random.Next(1, 17), []),
        4 => Replace(input, remove: 0, Part(input)),
        5 => Replace(input, remove: _random.Next(17), Part(_pool[_random.Next(_pool.Count)])),
        6 => Replace(input, remove: 0, Word()),
        7 => Replace(input, remove: _random.Next(1, 17), Word()),
        _ => input[..^_random.Next(Math.Min(input.Length, 32) + 1)],
    };

    private byte[] Word() =>
        target.Dictionary is { Count: > 0 } words ? words[_random.Next(words.Count)] : [(byte)_random.Next(256)];

    private byte[] Part(byte[] of)
    {
        var from = _random.Next(of.Length + 1);
        return of[from..(from + _random.Next(Math.Min(of.Length - from, 128) + 1))];
    }

    private byte[] With(byte[] input, Action<int, byte[]> change)
    {
        if (input.Length == 0)
            return [(byte)_random.Next(256)];
        byte[] changed = [.. input];
        change(_random.Next(changed.Length), changed);
        return changed;
    }

    private byte[] Replace(byte[] input, int remove, byte[] by)
    {
        var at = _random.Next(input.Length + 1);
        var rest = Math.Min(input.Length, at + remove);
        byte[] changed = [.. input.AsSpan(0, at), .. by, .. input.AsSpan(rest)];
        return changed.Length <= Longest ? changed : changed[..Longest];
    }
}
