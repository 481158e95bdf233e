using System.Buffers.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>
/// Finds people by what somebody knows of them: a random id of theirs, a phone number, a user id, or a part of the name
/// that they show. The first three open nothing; a name is looked for in everybody's card.
/// </summary>
internal sealed class SubjectSearch(Database database, Vault vault, SecretArena arena)
{
    /// <summary>More than any number, id or name has.</summary>
    internal const int Longest = 256;

    /// <param name="asked">UTF-8, at most <see cref="Longest"/> bytes, in secret memory.</param>
    /// <returns>Nobody twice; empty when nobody is found.</returns>
    internal async Task<IReadOnlyList<Subject>> FindAsync(ReadOnlyMemory<byte> asked, CancellationToken cancel)
    {
        var known = Trim(asked);
        if (known.IsEmpty)
            return [];
        if (ById(known.Span) is { } one)
            return [one];
        // Whoever has been moved by another node is found by the version of the key that it moved them to.
        await vault.CatchUpAsync(cancel);
        using var digits = arena.Rent(Longest);
        var length = Digits(known.Span, digits.Span);
        Subject?[] found =
        [
            length > 0 ? await ByIdentifierAsync(IdentifierKind.PhoneNumber, digits.Memory[..length], cancel) : null,
            await ByIdentifierAsync(IdentifierKind.UserId, known, cancel),
        ];
        List<Subject> people = [.. found.OfType<Subject>().Distinct()];
        return people.Count > 0 ? people : await ByNameAsync(known, cancel);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> asked)
    {
        var (first, last) = (0, asked.Length);
        while (first < last && asked.Span[first] <= ' ')
            first++;
        while (last > first && asked.Span[last - 1] <= ' ')
            last--;
        return asked[first..last];
    }

    /// <summary>A person's own id, or that of a conversation of theirs.</summary>
    private Subject? ById(ReadOnlySpan<byte> text)
    {
        if (!IsId(text, out var id) || id == Guid.Empty)
            return null;
        return database.Read(session => Subjects.Find(session, SubjectId.From(id))
            ?? (Storage.Conversations.Find(session, ConversationId.From(id)) is { } conversation
                ? Subjects.Find(session, conversation.Subject)
                : null));
    }

    private static bool IsId(ReadOnlySpan<byte> text, out Guid id) =>
        (Utf8Parser.TryParse(text, out id, out var read, 'D') || Utf8Parser.TryParse(text, out id, out read, 'N'))
        && read == text.Length;

    /// <summary>As WhatsApp writes a number: digits with the country's code, no plus. 0 when it cannot be one.</summary>
    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        var length = 0;
        foreach (var one in text)
        {
            if (char.IsAsciiDigit((char)one))
                digits[length++] = one;
            else if (!"+-()/. "u8.Contains(one))
                return 0;
        }
        if (length > 2 && digits is [(byte)'0', (byte)'0', ..])
        {
            digits[2..length].CopyTo(digits);
            length -= 2;
        }
        return length;
    }

    private async Task<Subject?> ByIdentifierAsync(
        IdentifierKind kind, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        var index = vault.Ring.BlindIndex;
        var purpose = Identifier.PurposeOf(kind);
        // The active version's last: that is where people go from the others.
        foreach (var number in index.OtherBuckets(purpose, value.Span).Append(index.Bucket(purpose, value.Span)))
        {
            if (database.Read(session => Subjects.FindBuckets(session, number, number)) is [{ } bucket]
                && await FindAsync(bucket, kind, value, cancel) is { } person)
                return person;
        }
        return null;
    }

    private async Task<Subject?> FindAsync(
        Bucket bucket, IdentifierKind kind, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        using var key = await vault.OpenAsync(bucket.Slot, cancel);
        using var pepper = key.Key.Pepper();
        var tag = Identifier.TagOf(pepper, kind, value.Span, owner: null);
        return database.Read(session => Subjects.FindByTag(session, tag))?.Person;
    }

    private async Task<IReadOnlyList<Subject>> ByNameAsync(ReadOnlyMemory<byte> part, CancellationToken cancel)
    {
        var found = new List<Subject>();
        foreach (var row in database.Read(Storage.Conversations.List).Where(row => row.Person is not null))
        {
            if (database.Read(session => Subjects.Find(session, row.Subject)) is not { State: SubjectState.Live } person)
                continue;
            using var card = await OpenAsync(person, row, cancel);
            if (card is null)
                continue;
            if ((Contains(card.ProfileName.Span, part.Span) || Contains(card.OwnName.Span, part.Span)) && !found.Contains(person))
                found.Add(person);
        }
        return found;
    }

    /// <summary>Null for whoever is being erased, or hangs from a damaged page: the others are found all the same.</summary>
    private async ValueTask<PersonCard?> OpenAsync(Subject person, ConversationRow row, CancellationToken cancel)
    {
        try
        {
            using var key = await vault.OpenAsync(person.Slot, cancel);
            return PersonCard.Open(key.Key, row);
        }
        catch (Exception closed) when (closed is FencedException or KeyPageDamagedException or EnvelopeException)
        {
            return null;
        }
    }

    /// <summary>Capital letters count as small ones where they are ASCII.</summary>
    private static bool Contains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        for (; name.Length >= part.Length; name = name[1..])
        {
            var same = 0;
            while (same < part.Length && Small(name[same]) == Small(part[same]))
                same++;
            if (same == part.Length)
                return true;
        }
        return false;
    }

    private static byte Small(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
}
