using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Evidence;

/// <summary>Who watches the ledger.</summary>
/// <param name="Policy">Which witnesses are asked and how many are enough; null when nobody watches.</param>
internal sealed record LedgerSettings(WitnessPolicy? Policy)
{
    private const string Key = "Ledger:Witnesses";

    internal static LedgerSettings None { get; } = new(Policy: null);

    internal static LedgerSettings Read(SettingsSource source)
    {
        var path = source.Text(Key, "");
        if (path.Length == 0)
            return None;
        try
        {
            var policy = WitnessPolicy.Parse(File.ReadAllBytes(path));
            if (policy.Witnesses.Any(witness => witness.Url is { } url && Submission(url) is null))
                source.Problem(Key, "names a witness whose address is not https (plain http only on loopback)");
            else if (!policy.IsQuorum(witness => witness.Url is not null))
                source.Problem(Key, "needs witnesses that have no address: its quorum could never be reached");
            return new(policy);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            source.Problem(Key, "names a file that cannot be read");
        }
        catch (FormatException wrong)
        {
            source.Problem(Key, $"names a file that is no policy: {wrong.Message.TrimEnd('.')}");
        }
        return None;
    }

    /// <summary>Where <c>add-checkpoint</c> is; null for an address that nobody should trust a checkpoint's way to.</summary>
    internal static Uri? Submission(string prefix) =>
        Uri.TryCreate(prefix.TrimEnd('/') + "/add-checkpoint", UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : null;
}
