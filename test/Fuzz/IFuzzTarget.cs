namespace Fuzz;

/// <summary>What hostile bytes reach, and what has to hold whatever they are.</summary>
public interface IFuzzTarget
{
    string Name { get; }

    /// <summary>Good inputs to start from.</summary>
    IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>Words that are rarely found by chance.</summary>
    IReadOnlyList<byte[]> Dictionary { get; }

    /// <exception cref="FindingException">A rule was broken. Any other exception is a finding as well.</exception>
    void Execute(byte[] input);
}

public sealed class FindingException(string rule) : Exception(rule)
{
    /// <summary>Throws unless the rule holds.</summary>
    public static void Unless(bool holds, string rule)
    {
        if (!holds)
            throw new FindingException(rule);
    }
}
