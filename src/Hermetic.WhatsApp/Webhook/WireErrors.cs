namespace Hermetic.WhatsApp;

/// <summary>Reads <c>errors[]</c>, which has one shape wherever it stands.</summary>
internal static class WireErrors
{
    /// <summary><c>errors[].code</c> of those that have one; their words stay in the raw bytes.</summary>
    public static IReadOnlyList<int> ReadCodes(JsonSlice? errors)
    {
        if (errors is not { IsArray: true } array)
            return [];
        var codes = new List<int>();
        foreach (var error in array.Items())
        {
            if (JsonObject.From(error)?["code"u8]?.Integer() is <= int.MaxValue and var code)
                codes.Add((int)code);
        }
        return codes;
    }
}
