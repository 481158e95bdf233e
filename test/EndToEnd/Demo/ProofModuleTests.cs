using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hermetic.EndToEnd.Browser;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Demo;

/// <summary>The browser's own verifier, against trees that this file builds as RFC 6962 §2.1 says, and our vectors.</summary>
public sealed class ProofModuleTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Largest = 35;

    [Fact]
    public async Task Every_proof_of_every_small_tree_verifies_and_none_with_another_index_or_hash()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var cases = new List<object>();
        for (var size = 1; size <= Largest; size++)
        {
            byte[][] leaves = [.. Enumerable.Range(0, size).Select(number => Leaf(Encoding.ASCII.GetBytes($"entry {number}")))];
            for (var index = 0; index < size; index++)
            {
                cases.Add(new
                {
                    leaf = Convert.ToBase64String(leaves[index]), index, size, root = Convert.ToBase64String(Root(leaves)),
                    proof = Path(index, leaves).Select(Convert.ToBase64String),
                });
            }
        }
        var wrong = await window.Page.EvaluateAsync<string[]>(
            """
            async (cases) => {
              const { climb } = await import('/demo/proof.js');
              const { fromBase64, toBase64 } = await import('/demo/bytes.js');
              const wrong = [];
              for (const { leaf, index, size, root, proof } of cases) {
                const reaches = async (at, of, path) => {
                  const { root: top } = await climb(fromBase64(leaf), at, of, path.map(fromBase64));
                  return top !== null && toBase64(top) === root;
                };
                if (!await reaches(index, size, proof)) wrong.push(`${index} of ${size} does not verify`);
                if (size > 1 && await reaches((index + 1) % size, size, proof)) wrong.push(`${index} of ${size} verifies elsewhere`);
                if (await reaches(index, size, [...proof, root])) wrong.push(`${index} of ${size} verifies with a longer path`);
                if (proof.length > 0 && await reaches(index, size, proof.slice(1))) wrong.push(`${index} of ${size} verifies with a shorter path`);
                if (proof.length > 0 && await reaches(index, size, [leaf, ...proof.slice(1)])) wrong.push(`${index} of ${size} verifies with another hash`);
                if (await reaches(-1, size, proof) || await reaches(size, size, proof)) wrong.push(`${index} of ${size} verifies outside`);
              }
              return wrong;
            }
            """, cases);
        Assert.Empty(wrong);
        Assert.Equal(Largest * (Largest + 1) / 2, cases.Count);
    }

    [Fact]
    public async Task The_published_vector_verifies()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var vectors = System.IO.Path.Combine(Repository.Root, "test", "vectors", "ledger");
        var receipt = (await File.ReadAllTextAsync(System.IO.Path.Combine(vectors, "example-1.tlog-proof"))).Split("\n\n", 2);
        var bundle = await File.ReadAllBytesAsync(System.IO.Path.Combine(vectors, "example", "tile", "entries", "000.p", "3"));
        var evidence = new
        {
            entry = Convert.ToBase64String(Entries(bundle)[1]),
            index = 1,
            proof = receipt[0].Split('\n')[2..],
            checkpoint = receipt[1],
            vkey = (await File.ReadAllTextAsync(System.IO.Path.Combine(vectors, "example", "vkey"))).TrimEnd('\n'),
        };
        var result = await window.Page.EvaluateAsync<JsonElement>(
            "async (evidence) => (await import('/demo/proof.js')).verify(evidence)", evidence);
        Assert.True(result.GetProperty("ok").GetBoolean());
        Assert.Equal("good", result.GetProperty("signature").GetString());
        Assert.Equal("example.com/ledger", result.GetProperty("head").GetProperty("origin").GetString());
    }

    private static List<byte[]> Entries(byte[] bundle)
    {
        var entries = new List<byte[]>();
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            entries.Add(bundle[(at + 2)..(at + 2 + length)]);
            at += 2 + length;
        }
        return entries;
    }

    private static byte[] Leaf(byte[] entry) => SHA256.HashData([0, .. entry]);

    /// <summary>MTH of RFC 6962 §2.1.</summary>
    private static byte[] Root(byte[][] leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];
        var split = Split(leaves.Length);
        return SHA256.HashData([1, .. Root(leaves[..split]), .. Root(leaves[split..])]);
    }

    /// <summary>PATH of RFC 6962 §2.1.1.</summary>
    private static List<byte[]> Path(int index, byte[][] leaves)
    {
        if (leaves.Length == 1)
            return [];
        var split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), Root(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), Root(leaves[..split])];
    }

    /// <summary>The largest power of two below.</summary>
    private static int Split(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));
}
