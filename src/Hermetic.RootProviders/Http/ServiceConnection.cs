using System.Net.Http.Headers;
using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>
/// One key service over HTTPS and nothing else: no proxy, no redirect, no cookie. Requests and answers lie in
/// secret memory; what HttpClient and TLS copy of them is out of our hands.
/// </summary>
internal sealed class ServiceConnection : IDisposable
{
    private const int LargestAnswer = 64 << 10;

    private readonly ServiceAddress _address;
    private readonly SecretArena _arena;
    private readonly HttpClient _http;

    public ServiceConnection(ServiceAddress address, SecretArena arena)
    {
        if (!ServiceAddress.IsSafe(address.Url))
            throw new ArgumentException("The address must be https, or http on loopback.", nameof(address));
        (_address, _arena) = (address, arena);
        _http = new HttpClient(ServiceHandler.Create(address.Authority)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ServiceAddress Address => _address;

    public SecretArena Arena => _arena;

    /// <summary>Asks for something.</summary>
    /// <param name="path">From the root of the address.</param>
    /// <param name="headers">Credentials.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="RootProviderException">There was no whole answer in time.</exception>
    public async Task<ServiceAnswer> GetAsync(string path, Action<HttpRequestHeaders> headers, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address.Url, path));
        headers(request.Headers);
        return await SendAsync(request, cancel).ConfigureAwait(false);
    }

    /// <summary>Sends a JSON object.</summary>
    /// <param name="path">From the root of the address.</param>
    /// <param name="headers">Credentials.</param>
    /// <param name="members">Writes the members.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="RootProviderException">There was no whole answer in time.</exception>
    public async Task<ServiceAnswer> PostAsync(
        string path, Action<HttpRequestHeaders> headers, Action<Utf8JsonWriter> members, CancellationToken cancel)
    {
        using var body = new SecretWriter(_arena);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return await PostAsync(path, headers, body.WrittenMemory, "application/json", cancel).ConfigureAwait(false);
    }

    /// <summary>Sends bytes that stay where they are until the answer is there.</summary>
    public async Task<ServiceAnswer> PostAsync(
        string path, Action<HttpRequestHeaders> headers, ReadOnlyMemory<byte> body, string type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address.Url, path))
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new(type) } },
        };
        headers(request.Headers);
        return await SendAsync(request, cancel).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ServiceAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var deadline = new Deadline(_address.Patience, _address.Clock, cancel);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token)
                .ConfigureAwait(false);
            var body = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
                return new((int)response.StatusCode, await ReadAsync(body, deadline.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Unreachable($"did not answer within {_address.Patience.TotalSeconds:0} seconds");
        }
        catch (HttpRequestException failure)
        {
            throw Unreachable(failure.HttpRequestError switch
            {
                HttpRequestError.SecureConnectionError => "cannot be trusted: its TLS certificate is not good for this address",
                HttpRequestError.NameResolutionError => "cannot be found: its name has no address",
                HttpRequestError.ConnectionError => "cannot be reached: there is no connection to it",
                _ => "broke off its answer",
            });
        }
        catch (IOException)
        {
            throw Unreachable("broke off its answer");
        }
    }

    private async Task<SecretBuffer> ReadAsync(Stream body, CancellationToken cancel)
    {
        using var writer = new SecretWriter(_arena);
        while (await body.ReadAsync(writer.GetMemory(256), cancel).ConfigureAwait(false) is > 0 and var read)
        {
            writer.Advance(read);
            if (writer.WrittenSpan.Length > LargestAnswer)
                throw new RootProviderException(
                    RootFailure.Nonsense, $"{_address.Name} at {_address.Url.Authority} answers without end. Check the address.");
        }
        return writer.Detach();
    }

    private RootProviderException Unreachable(string what) => new(
        RootFailure.Unreachable,
        $"{_address.Name} at {_address.Url.Authority} {what}. Nothing was changed; bring it back, or correct its address, "
        + "and try again.");
}
