using System.CommandLine;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Hermetic.Ledger;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Verbs;

/// <summary><c>subject export</c> writes a copy of somebody's data and checks it; <c>subject verify</c> checks one offline.</summary>
internal static class SubjectCopy
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static async Task<int> SaveAsync(ParseResult parsed, StaffClient staff, Guid person, CancellationToken cancel)
    {
        var path = Path.GetFullPath(parsed.GetValue(SubjectVerb.Out)!);
        var isFile = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        if (isFile ? Path.Exists(path) : Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            return Terminal.Fail($"{path} exists already; nothing was written.");
        using var response = await staff.Http.GetAsync(
            $"subjects/{person}/copy", HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return Terminal.Fail("They are being erased, or were; there is nothing to copy.");
        response.EnsureSuccessStatusCode();
        if (!isFile)
            Directory.CreateDirectory(path, Mine | UnixFileMode.UserExecute);
        var zip = isFile ? path : Path.Combine(path, ".copy.zip");
        await using (var to = new FileStream(zip, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mine,
        }))
            await response.Content.CopyToAsync(to, cancel);
        if (!isFile)
            await UnpackAsync(zip, path, cancel);
        return Report(path, given: null, json: parsed.GetValue(SubjectVerb.Json), done: $"Written to {path}.");
    }

    private static async Task UnpackAsync(string zip, string folder, CancellationToken cancel)
    {
        await using (var archive = await ZipFile.OpenReadAsync(zip, cancel))
        {
            foreach (var entry in archive.Entries)
            {
                var path = Path.GetFullPath(Path.Combine(folder, entry.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!, Mine | UnixFileMode.UserExecute);
                await using var from = await entry.OpenAsync(cancel);
                await using var to = new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mine,
                });
                await from.CopyToAsync(to, cancel);
            }
        }
        File.Delete(zip);
    }

    internal static Command CreateVerify()
    {
        var path = new Argument<string>("PATH") { Description = "The ZIP file, or the folder, of a copy." };
        var key = new Option<string?>("--vkey") { Description = "The log's key, from a source you trust; else the copy's own." };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("verify", "Checks offline that a copy of somebody's data is whole and unchanged.") { path, key, json };
        command.SetAction(parsed => Verify(
            parsed.GetValue(path)!, parsed.GetValue(key), parsed.GetValue(json)));
        return command;
    }

    private static int Verify(string path, string? given, bool json)
    {
        try
        {
            return Report(Path.GetFullPath(path), given, json, done: null);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Terminal.Fail(failure.Message);
        }
    }

    /// <param name="done">What was done before; null when the copy was only looked at.</param>
    private static int Report(string path, string? given, bool json, string? done)
    {
        using var copy = CopyFiles.Open(path);
        var text = given ?? copy.Key;
        if (text is null || !NoteVerifier.TryParse(text.Trim(), out var key))
            return Terminal.Fail($"{path} has no key of a log; name one with --vkey.");
        if (copy.Manifest is not { } manifest)
            return Terminal.Fail($"{path} has no manifest: it is no copy of somebody's data, or not all of one.");
        var whole = CopyManifest.IsWhole(manifest, key, copy.Files, out var problem);
        if (json)
            Terminal.Out.Write(Line(path, key.Name, problem));
        if (!whole)
            return Terminal.Fail(problem!);
        if (json)
            return 0;
        if (done is not null)
            Terminal.Say(done);
        Terminal.Say($"Every file is exactly as {key.Name} signed it.");
        if (given is null && done is null)
            Terminal.Say("The key came with the copy: whoever made it could have made both. Compare the key with one you trust.");
        return 0;
    }

    /// <summary>For machines.</summary>
    private static byte[] Line(string path, string log, string? problem)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("path"u8, path);
            json.WriteBoolean("ok"u8, problem is null);
            json.WriteString("log"u8, log);
            if (problem is not null)
                json.WriteString("problem"u8, problem);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
