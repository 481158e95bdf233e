using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Ledger.Tests;

/// <summary>Signing and opening, against the vectors of Go's sumdb/note and of C2SP signed-note.</summary>
public sealed class NoteTests
{
    private static readonly NoteSigner Signer = new("example.com/ledger", Export.Seed);
    private static readonly NoteVerifier Verifier = NoteVerifier.Parse(Signer.VerifierKey);
    private static readonly Checkpoint Head = new(Signer.Name, 7, Rfc6962.EmptyRoot);

    [Fact]
    public void A_note_is_signed_as_Go_signs_it()
    {
        var signer = Vectors().GetProperty("signer");
        var encoded = Convert.FromBase64String(Text(signer, "skey").Split('+', 5)[4]);
        using var own = new NoteSigner("PeterNeumann", encoded.AsSpan(1));      // 0x01 ‖ seed
        Assert.Equal(Text(signer, "vkey"), own.VerifierKey);
        var note = own.Sign(Encoding.UTF8.GetBytes(Text(signer, "text")));
        Assert.Equal(Text(signer, "signed"), Encoding.UTF8.GetString(note));
    }

    [Fact]
    public void Notes_of_others_open_and_give_the_signed_text()
    {
        var vectors = Vectors();
        var signer = vectors.GetProperty("signer");
        var second = vectors.GetProperty("second_signature");
        var signed = Text(signer, "signed");
        Assert.Equal(Text(signer, "text"), Open(Text(signer, "vkey"), signed));
        Assert.Equal(Text(signer, "text"), Open(Text(signer, "vkey"), signed + Text(second, "line")));
        Assert.Equal(Text(signer, "text"), Open(Text(second, "vkey"), signed + Text(second, "line")));
        Assert.Null(Open(Text(second, "vkey"), signed));
        var example = vectors.GetProperty("c2sp_example");
        Assert.Equal("This is an example message.\n", Open(Text(example, "vkey"), Text(example, "signed")));
    }

    [Fact]
    public void Malformed_verifier_keys_of_the_vectors_are_refused() =>
        Assert.All(
            Vectors().GetProperty("bad_vkeys").EnumerateArray(),
            vkey => Assert.Throws<FormatException>(() => NoteVerifier.Parse(vkey.GetString()!)));

    [Fact]
    public void A_signed_checkpoint_opens_as_what_was_signed()
    {
        Assert.True(Verifier.TryOpen(Signer.SignCheckpoint(Head), out var opened));
        Assert.Equal(Head, opened);
    }

    [Fact]
    public void Every_flipped_bit_of_a_note_is_refused()
    {
        var note = Signer.SignCheckpoint(Head);
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            var damaged = (byte[])note.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verifier.TryOpen(damaged, out _), $"Bit {bit} was flipped.");
        }
    }

    [Fact]
    public void Every_cut_of_a_note_is_refused()
    {
        var note = Signer.SignCheckpoint(Head);
        for (var length = 0; length < note.Length; length++)
            Assert.False(Verifier.TryOpen(note.AsMemory(0, length), out _));
    }

    [Fact]
    public void A_note_signed_by_the_key_of_another_name_or_another_key_is_refused()
    {
        using var sameKey = new NoteSigner("example.com/other", Export.Seed);
        using var sameName = new NoteSigner("example.com/ledger", new byte[32]);
        Assert.False(Verifier.TryOpenText(sameKey.Sign(Head.ToNoteText()), out _));
        Assert.False(Verifier.TryOpenText(sameName.Sign(Head.ToNoteText()), out _));
    }

    [Fact]
    public void A_signed_text_about_another_log_is_no_checkpoint_of_this_one()
    {
        var foreign = Head with { Origin = "example.com/other" };
        var note = Signer.Sign(foreign.ToNoteText());
        Assert.True(Verifier.TryOpenText(note, out _));
        Assert.False(Verifier.TryOpen(note, out _));
        Assert.Throws<ArgumentException>(() => Signer.SignCheckpoint(foreign));
    }

    [Fact]
    public void Unknown_signatures_are_ignored_even_with_the_same_name_or_the_same_id()
    {
        using var sameName = new NoteSigner(Signer.Name, new byte[32]);
        var note = Signer.SignCheckpoint(Head);
        var sameId = SignatureLine(note).Replace(Signer.Name, "example.com/other", StringComparison.Ordinal);
        foreach (var line in (string[])[SignatureLine(sameName.SignCheckpoint(Head)), sameId, "— witness AAAAAAA=\n"])
        {
            Assert.True(Verifier.TryOpen((byte[])[.. note, .. Encoding.UTF8.GetBytes(line)], out _), line);
            Assert.True(Verifier.TryOpen(WithLineFirst(note, line), out _), line);
        }
    }

    [Fact]
    public void One_bad_signature_by_the_key_refuses_the_note_beside_a_good_one()
    {
        var note = Signer.SignCheckpoint(Head);
        var stale = SignatureLine(Signer.SignCheckpoint(Head with { Size = 6 }));
        Assert.False(Verifier.TryOpen((byte[])[.. note, .. Encoding.UTF8.GetBytes(stale)], out _));
        Assert.False(Verifier.TryOpen(WithLineFirst(note, stale), out _));
    }

    [Theory]
    [InlineData("\n"), InlineData("not a signature\n"), InlineData("- witness AAAAAAA=\n"), InlineData("—  AAAAAAA=\n")]
    [InlineData("— witness\n"), InlineData("— witness \n"), InlineData("— witness AAAA\n"), InlineData("— witness AAAAAA==\n")]
    [InlineData("— wit+ness AAAAAAA=\n"), InlineData("— wit\u00A0ness AAAAAAA=\n"), InlineData("— witness AAAAAAA= \n")]
    [InlineData("— witness AAAAAAA=\r\n"), InlineData("— witness AAAAAAA="), InlineData("— witness AAAAAAB=\n")]
    public void A_malformed_line_behind_a_good_signature_refuses_the_note(string line) =>
        Assert.False(Verifier.TryOpenText((byte[])[.. Signer.SignCheckpoint(Head), .. Encoding.UTF8.GetBytes(line)], out _));

    [Fact]
    public void A_hundred_signatures_are_read_and_more_are_refused()
    {
        var note = Signer.SignCheckpoint(Head);
        byte[] WithStrangers(int count) =>
            [.. note, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("— witness AAAAAAA=\n", count)))];
        Assert.True(Verifier.TryOpen(WithStrangers(99), out _));
        Assert.False(Verifier.TryOpen(WithStrangers(100), out _));
    }

    [Fact]
    public void A_note_beyond_a_million_bytes_is_refused()
    {
        var most = 1_000_000 - Signer.Sign("\n"u8).Length;
        Assert.True(Verifier.TryOpenText(Signer.Sign([.. Enumerable.Repeat((byte)'a', most), (byte)'\n']), out _));
        Assert.False(Verifier.TryOpenText(Signer.Sign([.. Enumerable.Repeat((byte)'a', most + 1), (byte)'\n']), out _));
    }

    [Fact]
    public void A_text_with_blank_lines_is_split_at_the_last_one()
    {
        Assert.True(Verifier.TryOpenText(Signer.Sign("one\n\ntwo\n"u8), out var text));
        Assert.Equal("one\n\ntwo\n", Encoding.UTF8.GetString(text.Span));
        Assert.True(Verifier.TryOpenText(Signer.Sign("\n"u8), out text));
        Assert.Equal("\n", Encoding.UTF8.GetString(text.Span));
    }

    [Theory]
    [InlineData(""), InlineData("no end"), InlineData("tab\t\n"), InlineData("null\0\n"), InlineData("cr\r\n")]
    [InlineData("\tat first\n")]
    public void A_text_that_no_verifier_would_take_is_not_signed(string text) =>
        Assert.Throws<ArgumentException>(() => Signer.Sign(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(""), InlineData("a b"), InlineData("a+b"), InlineData("a\u2003b"), InlineData("a\nb"), InlineData("a\u0001b")]
    public void A_key_name_has_no_spaces_no_plus_and_no_controls(string name) =>
        Assert.Throws<ArgumentException>(() => new NoteSigner(name, Export.Seed));

    [Theory]
    [InlineData(0), InlineData(31), InlineData(33), InlineData(64)]
    public void A_seed_has_32_bytes(int length) =>
        Assert.Throws<ArgumentException>(() => new NoteSigner("example.com/ledger", new byte[length]));

    [Fact]
    public void Every_changed_character_of_a_verifier_key_is_another_key_or_none()
    {
        var vkey = Signer.VerifierKey;
        Assert.Equal(vkey, NoteVerifier.Parse(vkey).ToString());
        for (var at = 0; at < vkey.Length; at++)
        {
            var changed = vkey[..at] + (vkey[at] == 'A' ? 'B' : 'A') + vkey[(at + 1)..];
            Assert.False(NoteVerifier.TryParse(changed, out _), changed);
        }
        Assert.False(NoteVerifier.TryParse(vkey + " ", out _));
        Assert.False(NoteVerifier.TryParse("", out _));
        Assert.False(NoteVerifier.TryParse(vkey.ToUpperInvariant(), out _));
    }

    [Fact]
    public void A_verifier_key_has_three_parts_and_the_first_is_a_key_name()
    {
        var parts = Signer.VerifierKey.Split('+', 3);
        Assert.False(NoteVerifier.TryParse(parts[0], out _));
        Assert.False(NoteVerifier.TryParse($"{parts[0]}+{parts[1]}", out _));
        Assert.Throws<FormatException>(() => NoteVerifier.Parse(parts[0]));

        // The id is right (C2SP signed-note: SHA-256 of name, newline, key), the name is none.
        byte[] named = [.. "a b\n"u8, .. Convert.FromBase64String(parts[2])];
        var id = Convert.ToHexStringLower(SHA256.HashData(named).AsSpan(0, 4));
        Assert.False(NoteVerifier.TryParse($"a b+{id}+{parts[2]}", out _));
    }

    [Fact]
    public void Verifiers_are_equal_when_name_and_key_are()
    {
        using var sameName = new NoteSigner(Signer.Name, new byte[32]);
        using var sameKey = new NoteSigner("example.com/other", Export.Seed);
        Assert.Equal(Verifier, NoteVerifier.Parse(Signer.VerifierKey));
        Assert.NotEqual(Verifier, NoteVerifier.Parse(sameName.VerifierKey));
        Assert.NotEqual(Verifier, NoteVerifier.Parse(sameKey.VerifierKey));
    }

    private static byte[] WithLineFirst(byte[] note, string line)
    {
        var split = note.AsSpan().LastIndexOf("\n\n"u8) + 2;
        return [.. note[..split], .. Encoding.UTF8.GetBytes(line), .. note[split..]];
    }

    private static string SignatureLine(byte[] note) => Encoding.UTF8.GetString(note).Split("\n\n")[^1];

    private static string? Open(string vkey, string note) =>
        NoteVerifier.Parse(vkey).TryOpenText(Encoding.UTF8.GetBytes(note), out var text)
            ? Encoding.UTF8.GetString(text.Span)
            : null;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static JsonElement Vectors()
    {
        var path = Repository.Fixtures("ledger/signed-note/signed-note.json");
        Assert.SkipWhen(path is null, "The signed-note vectors are not beside this checkout.");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.Clone();
    }
}
