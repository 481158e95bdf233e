using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>What may be uploaded: the form, the types, the sizes.</summary>
internal static class MediaRules
{
    /// <summary>The largest document, and some room for the form around it.</summary>
    public const long LargestBody = 101L << 20;

    private static readonly (string Prefix, int Limit)[] _limits =
    [
        ("image/webp", 500 << 10), ("image/jpeg", 5 << 20), ("image/png", 5 << 20),
        ("audio/aac", 16 << 20), ("audio/mp4", 16 << 20), ("audio/mpeg", 16 << 20), ("audio/amr", 16 << 20),
        ("audio/ogg", 16 << 20), ("audio/opus", 16 << 20),
        ("video/mp4", 16 << 20), ("video/3gpp", 16 << 20),
        ("text/plain", 100 << 20), ("application/pdf", 100 << 20), ("application/msword", 100 << 20),
        ("application/vnd.", 100 << 20),
    ];

    /// <exception cref="InvalidSendException">The first rule that the upload breaks.</exception>
    public static async Task<MediaFile> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            throw new InvalidSendException(GraphError.Invalid("The media must be sent as multipart/form-data."));
        var form = await FormAsync(request);
        if (form["messaging_product"] != "whatsapp")
            throw new InvalidSendException(GraphError.Invalid("The parameter messaging_product is required."));
        var file = form.Files.GetFile("file")
            ?? throw new InvalidSendException(GraphError.Invalid("The parameter file is required."));
        var type = form["type"] is [{ Length: > 0 } said] ? said : file.ContentType ?? "";
        Check(type, file.Length);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, request.HttpContext.RequestAborted);
        return new(content.ToArray(), type) { Filename = file.FileName };
    }

    private static void Check(string type, long length)
    {
        var (prefix, limit) = Array.Find(
            _limits, allowed => type.StartsWith(allowed.Prefix, StringComparison.OrdinalIgnoreCase));
        if (prefix is null)
            throw new InvalidSendException(GraphError.Invalid(
                "Param file must be a file with one of the supported types."));
        if (length == 0 || length > limit)
            throw new InvalidSendException(GraphError.Of(
                131053, $"File size must be between 1 and {limit} bytes for {type}."));
    }

    private static async Task<IFormCollection> FormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            throw new InvalidSendException(GraphError.Invalid("The form cannot be read."));
        }
    }
}
