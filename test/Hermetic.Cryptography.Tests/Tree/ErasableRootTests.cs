using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Tree;

/// <summary>What is published of a destroyed root.</summary>
public sealed class ErasableRootTests : IDisposable
{
    private static readonly Guid Deployment = new("6f0dd1c1-94d0-4b7a-a6d5-0c1e2f3a4b5c");
    private readonly SecretArena _arena = new(1 << 20);

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void The_commitment_of_a_known_root_is_always_the_same()
    {
        using var root = Root(7, Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        // Computed once with another implementation: docs/formats.md, Key tree.
        Assert.Equal(
            "17cff97bfbd665a64d04c3e12c9fd71dd3a6c69062e710f916ca1e14ae49cbb4", Convert.ToHexStringLower(root.Commitment(Deployment)));
    }

    [Fact]
    public void It_is_what_the_formats_say() => Gen.Select(Gen.Byte.Array[32], Gen.Int[1, int.MaxValue], Gen.Guid).Sample(
        (key, epoch, deployment) =>
        {
            using var root = Root(epoch, key);
            var info = new byte[27 + 16 + 4];
            "hermetic/erasure-commitment"u8.CopyTo(info);
            deployment.TryWriteBytes(info.AsSpan(27), bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(info.AsSpan(43), epoch);
            // RFC 5869 by hand: extract with a salt of zeros, one block of expand.
            var extracted = HMACSHA512.HashData(new byte[64], key);
            var block = HMACSHA512.HashData(extracted, (byte[])[.. info, 1]);
            Assert.Equal(SHA256.HashData(block.AsSpan(0, 32)), root.Commitment(deployment));
        });

    [Fact]
    public void Another_root_epoch_or_deployment_has_another()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        using var root = Root(7, key);
        using var later = Root(8, key);
        key[31] ^= 1;
        using var other = Root(7, key);
        byte[][] all = [root.Commitment(Deployment), later.Commitment(Deployment), other.Commitment(Deployment), root.Commitment(Samples.Deployment)];
        Assert.Equal(4, all.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task A_roll_commits_to_the_root_that_it_leaves()
    {
        using var tree = new TreeInMemory();
        await tree.MintAsync(0);
        using var next = ErasableRoot.Generate(2, tree.Arena);
        var roll = await tree.Tree.RollAsync([5], tree.Root, next, tree, default);
        Assert.Equal(tree.Root.Commitment(Samples.Deployment), roll.Commitment.ToArray());
        Assert.NotEqual(next.Commitment(Samples.Deployment), roll.Commitment.ToArray());
    }

    private ErasableRoot Root(int epoch, byte[] key)
    {
        var buffer = _arena.Rent(key.Length);
        key.CopyTo(buffer.Span);
        return new(epoch, buffer);
    }
}
