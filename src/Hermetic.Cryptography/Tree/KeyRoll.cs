namespace Hermetic.Cryptography;

/// <summary>What a roll of the key tree asks to be committed, in one transaction.</summary>
/// <param name="Pages">Every page on the paths, by level and index, each to be written over its version − 1 or not
/// at all (then the roll is computed anew from what is there).</param>
/// <param name="Epoch">The epoch of the root that opens them: to be committed with them.</param>
/// <param name="Commitment">To the root that opened them before, which is to be destroyed
/// (<see cref="ErasableRoot.Commitment"/>).</param>
public sealed record KeyRoll(IReadOnlyList<KeyPage> Pages, int Epoch, ReadOnlyMemory<byte> Commitment);
