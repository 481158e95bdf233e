using System.Net;
using System.Text.Json;

namespace Hermetic.Server.Verbs;

/// <summary>What a verb asks the staff socket for, and prints.</summary>
internal static class StaffQuestion
{
    /// <param name="missing">What is said when there is no such thing.</param>
    /// <param name="print">Null prints the JSON as it came.</param>
    internal static async Task<int> AskAsync(
        string? data, string path, string missing, Action<JsonElement>? print, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(data, cancel);
            using var response = await staff.Http.GetAsync(path, cancel);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Terminal.Fail(missing);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            if (print is null)
                await Terminal.Out.WriteAsync((byte[])[.. body, (byte)'\n'], cancel);
            else
                print(JsonDocument.Parse(body).RootElement);
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }
}
