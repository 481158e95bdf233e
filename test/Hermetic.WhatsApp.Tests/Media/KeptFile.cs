using System.Text;

namespace Hermetic.WhatsApp.Tests;

/// <summary>A sink that keeps what it is told to keep, and counts how it was ended.</summary>
internal sealed class KeptFile : IMediaSink
{
    private readonly List<byte> _bytes = [];

    public List<int> Pieces { get; } = [];

    public int Taken => _bytes.Count;

    public string? Kept { get; private set; }

    public int Discards { get; private set; }

    public Func<ValueTask> OnTake { get; init; } = () => ValueTask.CompletedTask;

    public Exception? OnKeep { get; init; }

    public async ValueTask TakeAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        Assert.True(Kept is null && Discards == 0, "A piece came after the end.");
        Pieces.Add(piece.Length);
        _bytes.AddRange(piece.Span);
        await OnTake();
    }

    public ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (OnKeep is { } refusal)
            throw refusal;
        Assert.True(Kept is null && Discards == 0, "It was ended twice.");
        Kept = Encoding.UTF8.GetString([.. _bytes]);
        return ValueTask.CompletedTask;
    }

    public ValueTask DiscardAsync()
    {
        Assert.True(Kept is null && Discards == 0, "It was ended twice.");
        Discards++;
        return ValueTask.CompletedTask;
    }
}
