using Hermetic.Cryptography;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>What is wrong with an escrow.</summary>
internal enum EscrowFault
{
    None,
    Down,

    /// <summary>Nothing can be written; what is there can be destroyed.</summary>
    Full,

    /// <summary>Nothing can be written or destroyed.</summary>
    ReadOnly,

    /// <summary>It says that it destroyed something, and has it still.</summary>
    Keeps,

    /// <summary>It gives back other bytes than were written.</summary>
    Alters,
}

/// <summary>A directory with a fault, for as long as a test likes.</summary>
internal sealed class FaultyPlace(IEscrowPlace place) : IEscrowPlace
{
    internal EscrowFault Fault { get; set; }

    /// <summary>Called before a file is written, with its name.</summary>
    internal Action<string>? Writing { get; set; }

    public string Kind => place.Kind;

    public string Description => place.Description;

    public RootAssurance Assurance => place.Assurance;

    public ValueTask<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancel)
    {
        Refuse(EscrowFault.Down);
        return place.ListAsync(folder, cancel);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string folder, string name, CancellationToken cancel)
    {
        Refuse(EscrowFault.Down);
        var read = await place.ReadAsync(folder, name, cancel);
        if (Fault != EscrowFault.Alters || read is not { } content)
            return read;
        var altered = content.ToArray();
        altered[0] ^= 1;
        return altered;
    }

    public ValueTask WriteAsync(string folder, string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        Refuse(EscrowFault.Down, EscrowFault.Full, EscrowFault.ReadOnly);
        Writing?.Invoke(name);
        return place.WriteAsync(folder, name, content, cancel);
    }

    public ValueTask DestroyAsync(string folder, string name, CancellationToken cancel)
    {
        Refuse(EscrowFault.Down, EscrowFault.ReadOnly);
        return Fault == EscrowFault.Keeps ? default : place.DestroyAsync(folder, name, cancel);
    }

    public void Dispose() => place.Dispose();

    private void Refuse(params EscrowFault[] faults)
    {
        if (faults.Contains(Fault))
            throw new EscrowException("The escrow has a fault.");
    }
}
