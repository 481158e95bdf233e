using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Server.Observability;

namespace Hermetic.Server.Keys;

/// <summary>One escrow, opened when it is used, closed when it fails, and what this process knows of it.</summary>
internal sealed class HeldEscrow(EscrowOptions options, Guid deployment, SecretArena arena) : IDisposable
{
    /// <summary>In the directory of the escrow's key: from here on an empty place is a lost one.</summary>
    private const string Used = "root.used";

    private Escrow? _open;

    internal string Name => options.Name;

    /// <summary>False for a mere look.</summary>
    internal bool MakesKeys { get; init; } = true;

    /// <summary>It holds what it should and nothing else.</summary>
    internal bool IsSettled { get; private set; }

    internal bool HasFailed { get; private set; }

    internal ErasurePlace Worth { get; private set; } = new("unknown", 0, HorizonHours: null);

    /// <summary>It was opened since the start.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>Null when it went well; what failed leaves the escrow to be settled.</summary>
    internal async Task<Exception?> TryAsync(Func<Escrow, Task> work, bool? settles, CancellationToken cancel)
    {
        try
        {
            IsSettled &= settles is null;
            var escrow = await OpenAsync(cancel);
            await work(escrow);
            if (settles == true)
                new RootPlace(options.KeyDirectory, deployment, arena).Write(Used, []);
            IsSettled |= settles == true;
            HasFailed = false;
            Instruments.Escrows.Add(settles == true ? EscrowResult.Settled : EscrowResult.Shipped);
            return null;
        }
        catch (Exception failure) when (failure is EscrowException or RootProviderException
            or KeyDirectoryException or IOException or UnauthorizedAccessException)
        {
            Fail();
            return failure is EscrowException or RootProviderException ? failure : new EscrowException(failure.Message);
        }
        catch (OperationCanceledException)
        {
            Fail();
            throw;
        }
    }

    /// <summary>Opens it; makes its key at the very first time.</summary>
    internal async Task<Escrow> OpenAsync(CancellationToken cancel)
    {
        if (_open is not null)
        {
            // A volume that is gone may leave an empty directory behind, and nothing fails.
            if (WasUsed && (await _open.EpochsAsync(cancel)).Count == 0)
                throw Lost(_open.Name);
            return _open;
        }
        var place = options.Place();
        try
        {
            var escrow = new Escrow(options.Name, place, await KeyAsync(place, cancel));
            (Worth, IsKnown) = (Escrows.Worth(escrow.Kind, escrow.Assurance), true);
            return _open = escrow;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private async Task<IRootProvider> KeyAsync(IEscrowPlace place, CancellationToken cancel)
    {
        var isEmpty = (await place.ListAsync(Escrow.Roots, cancel)).Count == 0;
        if (isEmpty && WasUsed)
            throw Lost($"{Name} ({place.Description})");
        if (isEmpty && !MakesKeys)
            throw new EscrowException($"The escrow {Name} ({place.Description}) is empty: the service has not written to it yet.");
        var directory = new DurableDirectory(options.KeyDirectory);
        if (!Directory.Exists(options.KeyDirectory))
            directory.Make();
        directory.RefuseOthers();
        var where = new RootPlace(options.KeyDirectory, deployment, arena);
        // A key that is there is never replaced: what it wrapped may lie in a place that is only away.
        return isEmpty && !HasKey
            ? await options.Key.CreateAsync(where, cancel)
            : await options.Key.OpenAsync(where, cancel);
    }

    private bool WasUsed => File.Exists(Path.Combine(options.KeyDirectory, Used));

    private bool HasKey => Directory.EnumerateFiles(options.KeyDirectory, "root.*").Any(file => Path.GetFileName(file) != Used);

    private EscrowException Lost(string which) => new(
        $"The escrow {which} is empty and was not before. Is its volume mounted? To begin it anew, remove "
        + $"{Path.Combine(options.KeyDirectory, Used)}.");

    private void Fail()
    {
        (IsSettled, HasFailed) = (false, true);
        Instruments.Escrows.Add(EscrowResult.Failed);
        Dispose();
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }
}
