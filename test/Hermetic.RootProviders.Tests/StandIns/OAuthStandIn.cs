using System.Globalization;

namespace Hermetic.RootProviders.Tests.StandIns;

/// <summary>A token endpoint: each token is another one, and good until it is revoked.</summary>
internal sealed class OAuthStandIn : IDisposable
{
    private const string Prefix = "access-token-";

    private readonly Func<Asked, IReadOnlyDictionary<string, string>, bool> _isGood;
    private int _issued;

    /// <param name="isGood">Judges the form.</param>
    public OAuthStandIn(Func<Asked, IReadOnlyDictionary<string, string>, bool> isGood)
    {
        _isGood = isGood;
        Service = new(Answer);
    }

    public StandIn Service { get; }

    public int Issued => _issued;

    /// <summary>How many of the tokens are good no more.</summary>
    public int Revoked { get; set; }

    private string Latest => Prefix + _issued.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a request carries a token that is good.</summary>
    public bool Admits(Asked asked) =>
        asked.Header("Authorization") is { } header && header.StartsWith($"Bearer {Prefix}", StringComparison.Ordinal)
        && int.TryParse(header[$"Bearer {Prefix}".Length..], CultureInfo.InvariantCulture, out var number)
        && number > Revoked && number <= _issued;

    public void Dispose() => Service.Dispose();

    private Answered Answer(Asked asked)
    {
        if (asked.Method != "POST" || asked.Header("Content-Type") != "application/x-www-form-urlencoded")
            return new(400, """{"error":"invalid_request"}""");
        var form = System.Text.Encoding.ASCII.GetString(asked.Body).Split('&').Select(field => field.Split('=', 2))
            .ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1]));
        if (!_isGood(asked, form))
            return new(400, $$"""{"error":"invalid_client","error_description":"{{StandIn.Canary}}"}""");
        Interlocked.Increment(ref _issued);
        return Answered.Ok($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"{{Latest}}"}""");
    }
}
