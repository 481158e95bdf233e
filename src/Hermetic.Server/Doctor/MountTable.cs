using System.Globalization;

namespace Hermetic.Server.Doctor;

/// <summary>Which volume a folder lies on, by <c>/proc/self/mountinfo</c> (proc(5)).</summary>
internal sealed class MountTable
{
    private readonly (string Point, string Device)[] _mounts;

    /// <param name="mountinfo">A line for each mount: id, parent, major:minor, root, mount point, …</param>
    internal MountTable(string mountinfo) => _mounts =
    [
        .. mountinfo.Split('\n')
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 4)
            .Select(fields => (Unescape(fields[4]), fields[2])),
    ];

    /// <summary>The device of a path, as <c>259:1</c>; null when nothing is known of it.</summary>
    internal string? DeviceOf(string path)
    {
        string? device = null;
        var longest = -1;
        foreach (var (point, of) in _mounts)
        {
            // Of two on the same point the later one is seen.
            if (Holds(point, path) && point.Length >= longest)
                (device, longest) = (of, point.Length);
        }
        return device;
    }

    private static bool Holds(string point, string path) =>
        path == point || path.StartsWith(point == "/" ? point : point + '/', StringComparison.Ordinal);

    /// <summary>Blanks, tabs, newlines and backslashes stand as three octal digits behind a backslash.</summary>
    private static string Unescape(string field)
    {
        var text = new System.Text.StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length)
            {
                text.Append((char)Convert.ToInt32(field.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }
        return text.ToString();
    }
}
