using System.Globalization;

namespace Hermetic.Cryptography;

/// <summary>A page of the key tree as an escrow holds it.</summary>
/// <param name="Address">Its place in the tree.</param>
/// <param name="Version">Its version.</param>
/// <param name="Epoch">Since which epoch it is the page of this place.</param>
public sealed record EscrowedPage(PageAddress Address, long Version, int Epoch);

/// <summary>
/// A second place of the current erasable root and of all current pages, so that losing the first loses nobody, and from
/// which an erasure takes the old root like from everywhere else. The root is wrapped by a key of the escrow's own.
/// Nothing that the place says is believed: what is written is read back, and what is destroyed must be gone.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class Escrow : IDisposable
{
    /// <summary>The folder of the roots.</summary>
    public const string Roots = "roots";

    internal const string PageFolder = "pages";
    private const string Purpose = "escrow-root";
    private const string RootPrefix = "root.";
    private const string PagePrefix = "page.";

    private readonly IEscrowPlace _place;
    private readonly IRootProvider _key;

    /// <summary>Takes both over.</summary>
    /// <param name="name">By which the operator and certificates call it.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="key">What wraps the root there; never that of the service.</param>
    public Escrow(string name, IEscrowPlace place, IRootProvider key) => (Name, _place, _key) = (name, place, key);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The kind of place.</summary>
    public string Kind => _place.Kind;

    /// <summary>For the operator: where it is and what wraps it.</summary>
    public string Description => $"{_place.Description}, wrapped by {_key.Description}";

    /// <summary>What destroying a root there is worth: the file goes, and its wrapping key where there is one for each
    /// root; whichever reaches further.</summary>
    public RootAssurance Assurance => _key.Assurance.Level > _place.Assurance.Level ? _key.Assurance : _place.Assurance;

    /// <summary>The epochs whose root is there, ascending.</summary>
    /// <exception cref="EscrowException">The place cannot be used now.</exception>
    public async Task<IReadOnlyList<int>> EpochsAsync(CancellationToken cancel)
    {
        var names = await _place.ListAsync(Roots, cancel).ConfigureAwait(false);
        return [.. names.Select(name => Numbers(name, RootPrefix, 1)).OfType<long[]>().Select(number => (int)number[0]).Order()];
    }

    /// <summary>Stores a root beside the others.</summary>
    /// <exception cref="EscrowException">It is not there, or not as it was given.</exception>
    /// <exception cref="RootProviderException">The escrow's key cannot be used now.</exception>
    public async Task ShipAsync(ErasableRoot root, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(root);
        var wrapped = await _key.WrapAsync(root.KeyMemory, Purpose, root.Epoch, cancel).ConfigureAwait(false);
        await WriteAsync(Roots, NameOf(root.Epoch), wrapped, cancel).ConfigureAwait(false);
    }

    /// <summary>The root of an epoch. The caller disposes it.</summary>
    /// <exception cref="EscrowException">There is none, or it does not open.</exception>
    /// <exception cref="RootProviderException">The escrow's key cannot be used now.</exception>
    public async Task<ErasableRoot> FetchRootAsync(int epoch, CancellationToken cancel)
    {
        var wrapped = await _place.ReadAsync(Roots, NameOf(epoch), cancel).ConfigureAwait(false)
            ?? throw new EscrowException($"The escrow {Name} has no root of epoch {epoch}.");
        try
        {
            return new(epoch, await _key.UnwrapAsync(wrapped, Purpose, epoch, cancel).ConfigureAwait(false));
        }
        catch (RootProviderException cause) when (cause.Failure == RootFailure.Mismatch)
        {
            throw new EscrowException(
                $"The root of epoch {epoch} in the escrow {Name} is damaged, of another deployment, or wrapped by another key.");
        }
    }

    /// <summary>Destroys the root of an epoch, and makes sure that it is gone. Again does nothing.</summary>
    /// <exception cref="EscrowException">It is there still.</exception>
    /// <exception cref="RootProviderException">Whether its wrapping key is destroyed is not known.</exception>
    public async Task DestroyRootAsync(int epoch, CancellationToken cancel)
    {
        await _key.DestroyAsync(Purpose, epoch, cancel).ConfigureAwait(false);
        var name = NameOf(epoch);
        await _place.DestroyAsync(Roots, name, cancel).ConfigureAwait(false);
        var names = await _place.ListAsync(Roots, cancel).ConfigureAwait(false);
        if (names.Contains(name, StringComparer.Ordinal) || await _place.ReadAsync(Roots, name, cancel).ConfigureAwait(false) is not null)
            throw new EscrowException($"The escrow {Name} says that {name} is destroyed, and has it still.");
    }

    /// <summary>Every page that is there.</summary>
    /// <exception cref="EscrowException">The place cannot be used now.</exception>
    public async Task<IReadOnlyList<EscrowedPage>> PagesAsync(CancellationToken cancel)
    {
        var names = await _place.ListAsync(PageFolder, cancel).ConfigureAwait(false);
        return
        [
            .. names.Select(name => Numbers(name, PagePrefix, 4)).OfType<long[]>().Where(IsPage)
                .Select(number => new EscrowedPage(new((int)number[0], (int)number[1]), number[2], (int)number[3])),
        ];
    }

    /// <summary>Stores a page.</summary>
    /// <param name="page">As the database has it.</param>
    /// <param name="epoch">Since which epoch it is the page of its place.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="EscrowException">It is not there, or not as it was given.</exception>
    public Task ShipAsync(KeyPage page, int epoch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        return WriteAsync(PageFolder, NameOf(new EscrowedPage(page.Address, page.Version, epoch)), page.Envelope, cancel);
    }

    /// <summary>A page; whether it is what it says shows when the tree is opened with it.</summary>
    /// <exception cref="EscrowException">It is not there any more.</exception>
    public async Task<KeyPage> FetchAsync(EscrowedPage page, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        var envelope = await _place.ReadAsync(PageFolder, NameOf(page), cancel).ConfigureAwait(false)
            ?? throw new EscrowException($"The escrow {Name} lost {NameOf(page)}.");
        return new(page.Address, page.Version, envelope);
    }

    /// <summary>Removes a page that is not current any more: noise, once the root above it is destroyed.</summary>
    /// <exception cref="EscrowException">The place cannot be used now.</exception>
    public ValueTask DropAsync(EscrowedPage page, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        return _place.DestroyAsync(PageFolder, NameOf(page), cancel);
    }

    /// <summary>Closes place and key.</summary>
    public void Dispose()
    {
        _place.Dispose();
        _key.Dispose();
    }

    private async Task WriteAsync(string folder, string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        await _place.WriteAsync(folder, name, content, cancel).ConfigureAwait(false);
        var read = await _place.ReadAsync(folder, name, cancel).ConfigureAwait(false);
        if (read is not { } kept || !kept.Span.SequenceEqual(content.Span))
            throw new EscrowException($"The escrow {Name} does not give back what was written to it ({name}).");
    }

    private static bool IsPage(long[] number) => number[0] switch
    {
        0 => number[1] == 0,
        1 => number[1] <= byte.MaxValue,
        2 => number[1] <= ushort.MaxValue,
        _ => false,
    };

    private static string NameOf(int epoch) => RootPrefix + epoch.ToString("D10", CultureInfo.InvariantCulture);

    private static string NameOf(EscrowedPage page) => string.Create(
        CultureInfo.InvariantCulture,
        $"{PagePrefix}{page.Address.Level}.{page.Address.Index:D5}.{page.Version:D10}.{page.Epoch:D10}");

    /// <summary>Null for a name that is not ours.</summary>
    private static long[]? Numbers(string name, string prefix, int count)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var parts = name[prefix.Length..].Split('.');
        var numbers = new long[count];
        return parts.Length == count && parts.Index().All(part => part.Item.Length <= 10
            && long.TryParse(part.Item, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[part.Index])
            && numbers[part.Index] <= int.MaxValue)
            ? numbers
            : null;
    }
}
