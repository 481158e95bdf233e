using System.Text;
using Hermetic.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// Who may call the Graph API: the Bearer token, the <c>appsecret_proof</c> where one is given, the
/// version, and the number where the path names one.
/// </summary>
internal sealed class GraphAccess(SimulatorOptions options)
{
    private readonly string _proof = Proof(options.AppSecret, options.AccessToken);

    /// <summary>The token stops being valid, as after a password change or on its last day.</summary>
    public bool TokenExpired { get; set; }

    /// <summary>Null when the call may go on.</summary>
    public GraphError? Refusal(HttpRequest request)
    {
        if (RefusedToken(request) is { } refused)
            return refused;
        if (request.Query["appsecret_proof"] is [{ } proof] && proof != _proof)
            return GraphError.Invalid("Invalid appsecret_proof provided in the API argument") with
            {
                Type = "GraphMethodException",
            };
        if ((string?)request.RouteValues["version"] != options.GraphVersion)
            return GraphError.UnknownPath(request.Path);
        return request.RouteValues["number"] is string number && number != options.PhoneNumberId
            ? GraphError.UnknownObject(number) : null;
    }

    /// <summary>The token alone: media downloads have neither version nor proof.</summary>
    public GraphError? RefusedToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            return GraphError.NoToken;
        if (!options.AccessToken.Matches(Encoding.UTF8.GetBytes(header["Bearer ".Length..])))
            return GraphError.WrongToken;
        return TokenExpired ? GraphError.ExpiredToken : null;
    }

    /// <summary>
    /// HMAC-SHA-256 of the access token under the app secret, 64 lower-case hexadecimal digits.
    /// </summary>
    private static string Proof(Secret appSecret, Secret token)
    {
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        token.Use(new Work(appSecret, code), static (utf8, work) =>
        {
            HmacSha256.Compute(work.Key, utf8, work.Code);
            return true;
        });
        return Convert.ToHexStringLower(code);
    }

    private readonly ref struct Work(Secret key, Span<byte> code)
    {
        public Secret Key { get; } = key;
        public Span<byte> Code { get; } = code;
    }
}
