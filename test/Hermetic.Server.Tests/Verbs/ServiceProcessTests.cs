using System.IO.Pipes;
using System.Text;
using Hermetic.Server.Verbs;

namespace Hermetic.Server.Tests.Verbs;

public sealed class ServiceProcessTests
{
    [Fact]
    public async Task A_line_is_in_the_log_while_the_service_still_runs()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var service = new AnonymousPipeServerStream(PipeDirection.Out);
            await using var output = new AnonymousPipeClientStream(PipeDirection.In, service.ClientSafePipeHandle);
            var log = ServiceProcess.LogAsync(output, path);

            await service.WriteAsync(Encoding.ASCII.GetBytes("last words\n"));

            await RunningService.UntilAsync(() => new FileInfo(path).Length > 0, "the line");
            Assert.Equal("last words\n", await File.ReadAllTextAsync(path));
            service.Close();
            await log;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
