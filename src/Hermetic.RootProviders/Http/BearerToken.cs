using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>
/// An OAuth 2.0 access token (RFC 6749), fetched when it is needed and kept until a minute before its end.
/// </summary>
/// <param name="connection">The token endpoint's service.</param>
/// <param name="path">The endpoint.</param>
/// <param name="sentences">Failures in words.</param>
/// <param name="write">Writes the form; it may hold a secret.</param>
internal sealed class BearerToken(
    ServiceConnection connection, string path, ServiceSentences sentences, Action<SecretWriter> write) : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly TimeSpan _reserve = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private DateTimeOffset _until;

    /// <summary>A token that is good now.</summary>
    /// <exception cref="RootProviderException">None was to be had.</exception>
    public async Task<string> GetAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_token is null || connection.Address.Clock.GetUtcNow() >= _until)
                (_token, _until) = await FetchAsync(cancel).ConfigureAwait(false);
            return _token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>It was refused: the next use fetches another.</summary>
    public void Forget() => _token = null;

    public void Dispose()
    {
        _one.Dispose();
        connection.Dispose();
    }

    private async Task<(string Token, DateTimeOffset Until)> FetchAsync(CancellationToken cancel)
    {
        using var form = new SecretWriter(connection.Arena);
        write(form);
        using var answer = await connection.PostAsync(path, static _ => { }, form.WrittenMemory, Form, cancel)
            .ConfigureAwait(false);
        // RFC 6749 §5.2: a client that is not believed is a bad request.
        if (!answer.IsSuccess)
            throw sentences.For(answer.Status == 400 ? 401 : answer.Status);
        try
        {
            using var token = SecretJson.Text(answer.Body.Span, connection.Arena, "access_token");
            if (token is { Length: > 0 } && HeaderText.Of(token.Span) is { } text
                && SecretJson.Number(answer.Body.Span, "expires_in") is > 0 and var seconds)
                return (text, connection.Address.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) - _reserve);
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw sentences.Nonsense();
    }
}
