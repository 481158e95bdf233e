using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger.Witnessing;

/// <summary>A log that a policy trusts.</summary>
/// <param name="Key">Its key; the name is its origin.</param>
/// <param name="Url">Where it is; null when the policy does not say.</param>
public sealed record PolicyLog(NoteVerifier Key, string? Url);

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">What the policy calls it.</param>
/// <param name="Key">Its key.</param>
/// <param name="Url">Its submission prefix; null when the policy does not say.</param>
public sealed record PolicyWitness(string Name, CosignatureVerifier Key, string? Url);

/// <summary>
/// Which log keys, and whose cosignatures, make a checkpoint valid: C2SP tlog-policy.
/// </summary>
public sealed class WitnessPolicy
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaxLength = 1_000_000;

    private readonly IReadOnlyList<PolicyMember> _members;
    private readonly int? _quorum;

    internal WitnessPolicy(IReadOnlyList<PolicyLog> logs, IReadOnlyList<PolicyMember> members, int? quorum)
    {
        (Logs, _members, _quorum) = (logs, members, quorum);
        Witnesses = [.. members.Select(member => member.Witness).OfType<PolicyWitness>()];
    }

    /// <summary>The logs; none when whoever uses the policy knows the log from elsewhere.</summary>
    public IReadOnlyList<PolicyLog> Logs { get; }

    /// <summary>The witnesses, in the order of the file, whether the quorum needs them or not.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses { get; }

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="FormatException">A sentence that names the line and what is wrong with it.</exception>
    public static WitnessPolicy Parse(ReadOnlySpan<byte> text) => new PolicyReader().Read(text);

    /// <summary>Reads a policy file; false where <see cref="Parse"/> throws.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out WitnessPolicy? policy)
    {
        try
        {
            policy = Parse(text);
        }
        catch (FormatException)
        {
            policy = null;
        }
        return policy is not null;
    }

    /// <summary>Whether those that cosigned are enough.</summary>
    public bool IsQuorum(Func<PolicyWitness, bool> cosigned)
    {
        // A group names only what stands above it, so one pass in the order of the file is enough.
        var holds = new bool[_members.Count];
        for (var i = 0; i < holds.Length; i++)
            holds[i] = _members[i] is { Witness: { } witness }
                ? cosigned(witness)
                : _members[i].Of.Count(member => holds[member]) >= _members[i].Needed;
        return _quorum is not { } quorum || holds[quorum];
    }

    /// <summary>Judges a signed checkpoint.</summary>
    /// <param name="note">The note, with whatever signatures it has.</param>
    /// <param name="log">The key of its log, from wherever the caller has it; a policy that lists logs has to list
    /// it.</param>
    public PolicyReport Check(ReadOnlyMemory<byte> note, NoteVerifier log)
    {
        var cosignatures = Witnesses.Select(witness => (witness, witness.Key.Find(note))).ToList();
        var good = cosignatures
            .Where(one => one.Item2.State == CosignatureState.Good).Select(one => one.witness).ToHashSet();
        return new(
            (Logs.Count == 0 || Logs.Any(known => known.Key == log)) && log.TryOpen(note, out _),
            IsQuorum(good.Contains), cosignatures);
    }
}

/// <summary>What a policy makes of a signed checkpoint.</summary>
/// <param name="IsLogTrusted">A log of the policy signed it.</param>
/// <param name="IsQuorum">Enough witnesses cosigned it.</param>
/// <param name="Cosignatures">Each witness of the policy, and what was found of it.</param>
public sealed record PolicyReport(
    bool IsLogTrusted, bool IsQuorum, IReadOnlyList<(PolicyWitness Witness, Cosignature Cosignature)> Cosignatures)
{
    /// <summary>Whether the policy takes the checkpoint for valid.</summary>
    public bool Ok => IsLogTrusted && IsQuorum;

    /// <summary>Witnesses that did not cosign it.</summary>
    public IEnumerable<string> Missing => Named(CosignatureState.Missing);

    /// <summary>Witnesses under whose name and key stands something that does not verify.</summary>
    public IEnumerable<string> Bad => Named(CosignatureState.Bad);

    /// <summary>
    /// When enough witnesses had seen this checkpoint, in seconds since 1970: the time of the oldest of the cosignatures
    /// that verify; null when there is none.
    /// </summary>
    public long? SeenAt => Cosignatures.Where(one => one.Cosignature.State == CosignatureState.Good)
        .Select(one => (long?)one.Cosignature.Timestamp).Min();

    private IEnumerable<string> Named(CosignatureState state) =>
        Cosignatures.Where(one => one.Cosignature.State == state).Select(one => one.Witness.Name);
}

/// <summary>A witness, or a group of members that stand above it.</summary>
internal sealed record PolicyMember(PolicyWitness? Witness, int Needed, IReadOnlyList<int> Of);
