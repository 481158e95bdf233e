using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Hermetic.Server.Keys;

/// <summary>
/// Hands the socket one block at a time. Kestrel's transport sends several blocks at once only when they are arrays,
/// and secret memory is not: without this, an answer longer than one block would end the connection.
/// </summary>
internal static class SegmentSending
{
    /// <summary>A flush to the transport returns when the block has left, so two never wait together.</summary>
    internal static IServiceCollection AddSegmentSending(this IServiceCollection services) =>
        services.Configure<SocketTransportOptions>(static options => options.MaxWriteBufferSize = 1);

    internal static void UseSegmentSending(this ListenOptions listen) => listen.Use(static next => async connection =>
    {
        var transport = connection.Transport;
        var pool = connection.Features.GetRequiredFeature<IMemoryPoolFeature>().MemoryPool;
        var answers = new Pipe(new PipeOptions(pool, useSynchronizationContext: false));
        connection.Transport = new Duplex(transport.Input, answers.Writer);
        var sending = SendAsync(answers.Reader, transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            await answers.Writer.CompleteAsync();
            await sending;
            connection.Transport = transport;
        }
    });

    private static async Task SendAsync(PipeReader answers, PipeWriter socket)
    {
        try
        {
            while (await answers.ReadAsync() is var read && await TrySendAsync(read, socket))
                answers.AdvanceTo(read.Buffer.End);
        }
        finally
        {
            await answers.CompleteAsync();
            await socket.CompleteAsync();
        }
    }

    /// <summary>False when this was the last, or nobody is there any more.</summary>
    private static async ValueTask<bool> TrySendAsync(ReadResult read, PipeWriter socket)
    {
        foreach (var block in read.Buffer)
        {
            block.CopyTo(socket.GetMemory(block.Length));
            socket.Advance(block.Length);
            if ((await socket.FlushAsync()).IsCompleted)
                return false;
        }
        return !read.IsCompleted;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
