using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>A BSUID or phone number being looked up: the value in secret memory, and its tag under its bucket's pepper.</summary>
internal sealed class Identifier : IDisposable
{
    private readonly SecretBuffer _kindAndValue;
    private readonly int _length;

    private Identifier(SecretBuffer kindAndValue, int length, string purpose) =>
        (_kindAndValue, _length, Purpose) = (kindAndValue, length, purpose);

    internal Tag Tag { get; set; }

    internal Bucket Bucket { get; set; } = new(0, 0, 0);

    /// <summary>Under the peppers of the buckets that other versions of the blind-index key give; mostly none.</summary>
    internal IReadOnlyList<Tag> Others { get; set; } = [];

    /// <summary>Separates the two kinds in the blind index: a BSUID and a number never share a tag.</summary>
    internal string Purpose { get; }

    internal IdentifierKind Kind => (IdentifierKind)_kindAndValue.Span[0];

    internal ReadOnlySpan<byte> Value => _kindAndValue.Span[1.._length];

    /// <summary>What is sealed, so that a bucket can be retagged: one byte of kind, then the value.</summary>
    internal ReadOnlySpan<byte> KindAndValue => _kindAndValue.Span[.._length];

    internal static Identifier Read(IdentifierKind kind, JsonText text, SecretArena arena)
    {
        var buffer = arena.Rent(1 + text.MaxLength);
        buffer.Span[0] = (byte)kind;
        return new Identifier(buffer, 1 + text.Unescape(buffer.Span[1..]), PurposeOf(kind));
    }

    internal static string PurposeOf(IdentifierKind kind) => kind switch
    {
        IdentifierKind.UserId => "identifier/user-id",
        IdentifierKind.PhoneNumber => "identifier/phone-number",
        IdentifierKind.FormerPhoneNumber => "identifier/former-phone-number",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <param name="owner">Part of the tag of a number that was given up: it is to be found by nobody.</param>
    internal static Tag TagOf(MacKey pepper, IdentifierKind kind, ReadOnlySpan<byte> value, SubjectId? owner)
    {
        if (kind != IdentifierKind.FormerPhoneNumber)
            return pepper.Tag(PurposeOf(kind), value);
        Span<byte> person = stackalloc byte[16];
        owner!.Value.Value.TryWriteBytes(person, bigEndian: true, out _);
        return pepper.Tag(PurposeOf(kind), value, person);
    }

    internal static SealContext Context(Guid row, SubjectId person) =>
        new("identifier", "envelope", row, 1, person.Value);

    public void Dispose() => _kindAndValue.Dispose();
}
