using System.Security.Cryptography;

namespace Hermetic.Simulator.Media;

/// <summary>
/// Files under media ids: what people sent lives 7 days, what the business uploaded 30. A download URL opens
/// for 5 minutes. At most 128 MiB are kept; the oldest file goes first.
/// </summary>
internal sealed class MediaStore(SimulatorOptions options, SeededBytes seeded, Func<Uri> address)
{
    public const string UrlPath = "/whatsapp_business/attachments/";

    private const long MostBytes = 128L << 20;
    private static readonly TimeSpan OfPeople = TimeSpan.FromDays(7);
    private static readonly TimeSpan OfBusiness = TimeSpan.FromDays(30);
    private static readonly TimeSpan UrlLife = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Queue<StoredMedia> _order = new();
    private readonly Dictionary<string, StoredMedia> _byId = new(StringComparer.Ordinal);
    private long _bytes;
    private int _made;

    /// <summary>A person sent it: the webhook carries a URL of its own.</summary>
    public StoredMedia Receive(MediaFile file)
    {
        var stored = Store(file, OfPeople);
        return stored with { WebhookUrl = Url(stored.Id, "webhook").AbsoluteUri };
    }

    /// <summary>The business uploaded it.</summary>
    public StoredMedia Upload(MediaFile file) => Store(file, OfBusiness);

    /// <summary>Null when the id is unknown, deleted or expired.</summary>
    public StoredMedia? Find(string id)
    {
        lock (_gate)
            return _byId.GetValueOrDefault(id) is { } stored && stored.Until > options.Clock.GetUtcNow()
                ? stored : null;
    }

    /// <summary>False when there was none.</summary>
    public bool Delete(string id)
    {
        lock (_gate)
            return Find(id) is not null && _byId.Remove(id);
    }

    public Uri Url(string id, string source)
    {
        var ext = (options.Clock.GetUtcNow() + UrlLife).ToUnixTimeSeconds();
        return new(address(), $"{UrlPath}?mid={id}&source={source}&ext={ext}&hash={Hash(id, ext)}");
    }

    /// <summary>
    /// The file behind a download URL; null when it is forged, expired, or the file is gone.
    /// </summary>
    public StoredMedia? Open(string id, long ext, string hash) =>
        hash == Hash(id, ext) && options.Clock.GetUtcNow().ToUnixTimeSeconds() <= ext ? Find(id) : null;

    private string Hash(string id, long ext) => seeded.Hex($"media url {id} {ext}", bytes: 20);

    private StoredMedia Store(MediaFile file, TimeSpan life)
    {
        lock (_gate)
        {
            var stored = new StoredMedia(
                seeded.Digits($"media {++_made}", count: 16), file, SHA256.HashData(file.Content.Span),
                options.Clock.GetUtcNow() + life);
            _order.Enqueue(stored);
            _byId[stored.Id] = stored;
            _bytes += file.Content.Length;
            while (_bytes > MostBytes && _order.Count > 1)
                Forget(_order.Dequeue());
            return stored;
        }
    }

    private void Forget(StoredMedia oldest)
    {
        _byId.Remove(oldest.Id);
        _bytes -= oldest.File.Content.Length;
    }
}
