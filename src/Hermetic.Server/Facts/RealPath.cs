namespace Hermetic.Server.Facts;

/// <summary>Where a path leads when every link on its way is followed, as realpath(3) has it.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows; more go in a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>Null when it leads nowhere.</summary>
    /// <param name="path">A whole path.</param>
    internal static string? Of(string path)
    {
        var (real, links) = (Path.GetPathRoot(path)!, 0);
        var left = new Stack<string>(Parts(path).Reverse());
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
                real = next;
            else if (++links > MostLinks)
                return null;
            else
            {
                real = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : real;
                foreach (var one in Parts(target).Reverse())
                    left.Push(one);
            }
        }
        return Path.Exists(real) ? real : null;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}
