using System.Text.Json;

namespace Load;

/// <summary>
/// A file that only grows, one JSON object a line, in the order of the calls. What was written is on disk's page cache
/// within a tenth of a second, and all of it when disposed.
/// </summary>
public sealed class Journal : IAsyncDisposable
{
    private readonly Lock _writing = new();
    private readonly FileStream? _file;
    private readonly Timer? _flush;

    private Journal(string? path)
    {
        if (path is null)
            return;
        _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _flush = new(_ => Flush(), state: null, 100, 100);
    }

    /// <param name="path">A file that does not exist yet; null to keep none.</param>
    public static Journal Open(string? path) => new(path);

    public void Append<T>(T line)
    {
        if (_file is null)
            return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, JsonSerializerOptions.Web);
        lock (_writing)
        {
            _file.Write(bytes);
            _file.WriteByte((byte)'\n');
        }
    }

    /// <summary>Every line; a line that is none of <typeparamref name="T"/> is an error, a torn last one too.</summary>
    public static IEnumerable<T> Read<T>(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            T? read;
            try
            {
                read = JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web);
            }
            catch (JsonException broken)
            {
                throw new InvalidDataException($"{path}, line {number} cannot be read.", broken);
            }
            yield return read ?? throw new InvalidDataException($"{path}, line {number} is empty.");
        }
    }

    private void Flush()
    {
        lock (_writing)
            _file!.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is null)
            return;
        await _flush!.DisposeAsync();
        await _file.DisposeAsync();
    }
}
