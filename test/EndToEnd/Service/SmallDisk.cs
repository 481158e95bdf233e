namespace Hermetic.EndToEnd.Service;

/// <summary>A disk of the service's own in a mount namespace, which any user may make where the kernel allows it.</summary>
internal static class SmallDisk
{
    public static async Task SkipUnlessPossibleAsync()
    {
        var possible = await Command.RunAsync(
            "unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt");
        Assert.SkipWhen(possible.Exit != 0, "This machine lets nobody mount a small disk.");
    }

    /// <summary>The same deployment on such a disk, which is gone when the service ends.</summary>
    public static Deployment Under(Uri graph)
    {
        var service = new Deployment(graph)
        {
            Under =
            [
                "unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                "mount -t tmpfs -o size=24m,mode=0700 tmpfs \"$HERMETIC_Data\" && exec \"$@\"", "sh",
            ],
        };
        Directory.CreateDirectory(service.Data);
        return service;
    }

    /// <summary>Takes all the room that is left, seen through the process that has the disk; returns the file.</summary>
    public static string Fill(Deployment service)
    {
        var path = $"/proc/{service.ProcessId}/root{service.Data}/ballast";
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            return path;
        }
    }
}
