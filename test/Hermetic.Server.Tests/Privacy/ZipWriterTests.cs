using System.IO.Compression;
using System.Text;
using CsCheck;
using Hermetic.Cryptography;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>What is written opens with .NET's own reader, which checks lengths and CRCs.</summary>
public sealed class ZipWriterTests : IDisposable
{
    private static readonly DateTime _made = new(2026, 11, 23, 10, 30, 8, DateTimeKind.Utc);
    private readonly SecretArena _arena = new(64 << 20);

    public void Dispose()
    {
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
    }

    [Fact]
    public Task Whatever_is_written_in_whatever_steps_is_read_back() => Gen.Select(
        Gen.Byte.Array[0, 5000].Array[0, 4].Array[1, 4], Gen.Int[1, 3000]).SampleAsync(async (entries, piece) =>
        {
            var pieces = await WriteAsync(entries, piece);

            Assert.All(pieces.SkipLast(1), one => Assert.Equal(piece, one.Length));
            Assert.InRange(pieces[^1].Length, 1, piece);
            using var zip = new ZipArchive(new MemoryStream([.. pieces.SelectMany(one => one)]));
            Assert.Equal(entries.Select((_, index) => $"{index}.bin"), zip.Entries.Select(entry => entry.FullName));
            Assert.All(zip.Entries.Zip(entries), pair => Assert.Equal(
                pair.Second.SelectMany(part => part), Read(pair.First)));
        }, iter: 200);

    [Fact]
    public async Task More_than_a_block_holds_is_several_blocks()
    {
        var large = System.Security.Cryptography.RandomNumberGenerator.GetBytes(300_000);

        var pieces = await WriteAsync([[large]], 65_535);

        using var zip = new ZipArchive(new MemoryStream([.. pieces.SelectMany(one => one)]));
        Assert.Equal(large, Read(Assert.Single(zip.Entries)));
        Assert.Equal(_made, zip.Entries[0].LastWriteTime.DateTime);
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard() =>
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));

    private async Task<List<byte[]>> WriteAsync(byte[][][] entries, int piece)
    {
        var pieces = new List<byte[]>();
        using var zip = new ZipWriter(
            one =>
            {
                pieces.Add(one.ToArray());
                return ValueTask.CompletedTask;
            },
            piece, _made, _arena);
        for (var index = 0; index < entries.Length; index++)
        {
            zip.Begin($"{index}.bin");
            foreach (var part in entries[index])
            {
                zip.Write(part);
                await zip.FlushAsync();
            }
            zip.End();
        }
        await zip.FinishAsync();
        return pieces;
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);
        return content.ToArray();
    }
}
