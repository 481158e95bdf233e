using System.Buffers;
using Hermetic.Cryptography;

namespace Hermetic.Server.Privacy;

/// <summary>What is being written of one entry, in secret memory until it is moved into the ZIP file.</summary>
internal sealed class EntryText(ZipWriter zip, SecretArena arena) : IBufferWriter<byte>, IDisposable
{
    private SecretWriter _text = new(arena);

    public void Advance(int count) => _text.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _text.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _text.GetSpan(sizeHint);

    /// <summary>Moves what was written into the open entry.</summary>
    internal async ValueTask MoveAsync()
    {
        zip.Write(_text.WrittenSpan);
        _text.Dispose();
        _text = new SecretWriter(arena);
        await zip.FlushAsync();
    }

    public void Dispose() => _text.Dispose();
}
