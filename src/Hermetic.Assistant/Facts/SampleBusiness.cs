namespace Hermetic.Assistant;

/// <summary>
/// The businesses that come with the product: the folders <c>business/hair-salon</c> and
/// <c>business/dental-practice</c>, built in. The salon is the one that answers when none is configured.
/// </summary>
public static class SampleBusiness
{
    private const string Salon = "hair-salon";

    private static readonly Lazy<Business> Practice = new(() => Sound("dental-practice"));

    public static Business HairSalon { get; } = Sound(Salon);

    public static Business DentalPractice => Practice.Value;

    /// <summary>The files of the salon.</summary>
    public static IReadOnlyList<BusinessFile> HairSalonFiles => Files(Salon);

    private static Business Sound(string sample) => BusinessReader.Read(Files(sample)) switch
    {
        { Business: { } business } => business,
        var broken => throw new FormatException($"The sample {sample}: {string.Join("; ", broken.Problems)}"),
    };

    private static IReadOnlyList<BusinessFile> Files(string sample)
    {
        var folder = $"business/{sample}/";
        return
        [
            .. typeof(SampleBusiness).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new BusinessFile(name[folder.Length..], Resource(name), Saved: default)),
        ];
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(SampleBusiness).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
