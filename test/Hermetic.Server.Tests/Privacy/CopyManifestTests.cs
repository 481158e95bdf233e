using System.Security.Cryptography;
using System.Text;
using Hermetic.Ledger;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>A copy that is whole is found whole; one byte, one file more or less, or another key, and it is not.</summary>
public sealed class CopyManifestTests : IDisposable
{
    private readonly NoteSigner _signer = new("hermetic/test", RandomNumberGenerator.GetBytes(32));

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal)
    {
        ["data.json"] = "{}"u8.ToArray(), ["files/1.jpg"] = [1, 2, 3],
    };

    private NoteVerifier Key => NoteVerifier.Parse(_signer.VerifierKey);

    [Fact]
    public void What_was_signed_is_whole()
    {
        Assert.True(IsWhole(Note(), out var problem));
        Assert.Null(problem);
    }

    [Fact]
    public void A_changed_file_is_named()
    {
        var note = Note();
        _files["data.json"][0] ^= 1;

        Assert.False(IsWhole(note, out var problem));
        Assert.StartsWith("data.json was changed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var note = Note();
        _files.Remove("files/1.jpg");

        Assert.False(IsWhole(note, out var problem));
        Assert.StartsWith("files/1.jpg is missing", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_put_in_is_named()
    {
        var note = Note();
        _files["files/2.jpg"] = [1, 2, 3];

        Assert.False(IsWhole(note, out var problem));
        Assert.StartsWith("files/2.jpg was changed, or does not belong", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_and_an_altered_note_are_refused()
    {
        using var other = new NoteSigner("hermetic/test", RandomNumberGenerator.GetBytes(32));
        var altered = Note();
        altered[40] ^= 1;

        Assert.False(CopyManifest.IsWhole(Note(), NoteVerifier.Parse(other.VerifierKey), Open(), out _));
        Assert.False(IsWhole(altered, out _));
    }

    /// <summary>The key of the log signs both: neither is ever taken for the other.</summary>
    [Fact]
    public void A_checkpoint_is_no_manifest_and_a_manifest_is_no_checkpoint()
    {
        var checkpoint = _signer.SignCheckpoint(new Checkpoint(_signer.Name, 1, new MerkleHash(new byte[32])));

        Assert.False(IsWhole(checkpoint, out _));
        Assert.False(Key.TryOpen(Note(), out _));
    }

    private byte[] Note() => _signer.Sign(CopyManifest.Write(
        LedgerHour.Of(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)),
        _files.Select(file => (file.Key, Convert.ToHexStringLower(SHA256.HashData(file.Value))))));

    private bool IsWhole(byte[] note, out string? problem) => CopyManifest.IsWhole(note, Key, Open(), out problem);

    private IEnumerable<(string, Stream)> Open() =>
        _files.Select(file => (file.Key, (Stream)new MemoryStream(file.Value)));

    public void Dispose() => _signer.Dispose();
}
