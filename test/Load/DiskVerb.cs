using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Load;

/// <summary>
/// <c>disk --folder F [--count N]</c>: how long the disk takes for 8 KiB and fdatasync, one after the other, in a file
/// that already has its size, as a write-ahead log has.
/// </summary>
public static class DiskVerb
{
    private const int Block = 8192;
    private const int Blocks = 2048;

    public static int Run(Arguments arguments)
    {
        var path = Path.Combine(arguments.Required("folder"), $"disk-{Environment.ProcessId}");
        var count = arguments.Number("count", 300);
        arguments.RefuseOthers();
        var times = new Latencies();
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, options: FileOptions.None);
            var block = new byte[Block];
            Random.Shared.NextBytes(block);
            for (var i = 0; i < Blocks; i++)
                RandomAccess.Write(file, block, (long)i * Block);
            Sync(file);
            for (var i = 0L; i < count; i++)
            {
                var begun = Monotonic.Now;
                RandomAccess.Write(file, block, i % Blocks * Block);
                Sync(file);
                times.Add(Monotonic.Now - begun);
            }
        }
        finally
        {
            File.Delete(path);
        }
        Console.WriteLine(JsonSerializer.Serialize(times.Summarize(), JsonSerializerOptions.Web));
        return 0;
    }

    private static void Sync(SafeFileHandle file)
    {
        if (DataSync(file) != 0)
            throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DataSync(SafeFileHandle file);
}
