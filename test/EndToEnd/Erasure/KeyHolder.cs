using System.Text;
using Hermetic.Cryptography;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>Somebody who has a key directory: today's, or one that was kept aside.</summary>
internal sealed class KeyHolder : IDisposable
{
    private readonly SecretArena _arena;
    private readonly KeyDirectory _directory;
    private readonly ErasableRoot _root;

    private KeyHolder(SecretArena arena, KeyDirectory directory, ErasableRoot root) =>
        (_arena, _directory, _root) = (arena, directory, root);

    public static async Task<KeyHolder> OpenAsync(string keys)
    {
        var arena = new SecretArena(64 << 20);
        var directory = await KeyDirectory.OpenAsync(keys, arena, FileRoot.Source, default);
        return new(arena, directory, await directory.LoadRootAsync(directory.Epochs[^1], default));
    }

    /// <summary>The key in a slot by the pages of a copy; null when it was destroyed or the pages do not open.</summary>
    public async Task<ContentKey?> TryOpenAsync(long slot, IKeyPages pages)
    {
        try
        {
            return await new KeyTree(_directory.Ring.Deployment, _arena).OpenSlotAsync(slot, _root, pages, default);
        }
        catch (Exception gone) when (gone is SlotDestroyedException or EnvelopeException)
        {
            return null;
        }
    }

    /// <summary>Which of the values open, with the pages of a copy. A key that is there opens what it sealed.</summary>
    public async Task<IReadOnlyList<SealedValue>> OpenedAsync(IEnumerable<SealedValue> values, IKeyPages pages)
    {
        var opened = new List<SealedValue>();
        foreach (var value in values)
        {
            using var key = await TryOpenAsync(value.Slot, pages);
            if (key is null)
                continue;
            Assert.NotEmpty(value.Open(key));
            opened.Add(value);
        }
        return opened;
    }

    /// <summary>The random id of a person, from the copy's own sealed identifiers.</summary>
    public async Task<Guid> SubjectAsync(Person person, DataCopy copy)
    {
        foreach (var value in copy.Values().Where(value => value.Place == "identifier.envelope"))
        {
            using var key = await TryOpenAsync(value.Slot, copy);
            if (key is not null && Encoding.UTF8.GetString(value.Open(key).AsSpan(1)) == person.Phone)
                return value.Subject;
        }
        throw new InvalidOperationException($"{person.Name} is not in the copy.");
    }

    /// <summary>Whether a copy confirms that a phone number is in it, with the peppers that some pages still lead to.</summary>
    public async Task<bool> ConfirmsAsync(Person person, DataCopy copy, DataCopy pages)
    {
        const string Purpose = "identifier/phone-number";
        var number = Encoding.ASCII.GetBytes(person.Phone);
        var bucket = _directory.Ring.BlindIndex.Bucket(Purpose, number);
        foreach (var slot in new[] { copy.BucketSlot(bucket), pages.BucketSlot(bucket) }.OfType<long>())
        {
            using var key = await TryOpenAsync(slot, pages);
            using var pepper = key?.Pepper();
            if (pepper is not null && copy.Tags().Contains(pepper.Tag(Purpose, number)))
                return true;
        }
        return false;
    }

    public void Dispose()
    {
        _root.Dispose();
        _directory.Dispose();
        _arena.Dispose();
    }
}
