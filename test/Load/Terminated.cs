using System.Runtime.InteropServices;

namespace Load;

/// <summary>
/// SIGTERM or SIGINT, once: what was begun is then finished. Where whoever started this process holds its standard input
/// (<c>--until-stdin-closes true</c>), it ends at once when they are gone, however they went.
/// </summary>
public sealed class Terminated : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public Terminated() =>
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal =>
            PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _source.Cancel();
            }))];

    public CancellationToken Token => _source.Token;

    public static void WithStandardInput(Arguments arguments)
    {
        if (arguments.Text("until-stdin-closes") is not "true")
            return;
        new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }
            Environment.Exit(3);
        }) { IsBackground = true }.Start();
    }

    public async Task WaitAsync()
    {
        try
        {
            await Task.Delay(Timeout.Infinite, Token);
        }
        catch (OperationCanceledException)
        {
            // That is what was waited for.
        }
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }
}
