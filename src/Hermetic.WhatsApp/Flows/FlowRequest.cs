using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// A decrypted Flows request, in secret memory: what a person entered into a form. All its members are slices of
/// that memory; disposing the request wipes them.
/// </summary>
public sealed class FlowRequest : IDisposable
{
    private readonly SecretBuffer _json;

    private FlowRequest(SecretBuffer json, JsonObject members, FlowAction action)
    {
        (_json, Action) = (json, action);
        Version = members.Text("version"u8) ?? default;
        Screen = members.Text("screen"u8);
        Data = members["data"u8]?.Raw ?? default;
        FlowToken = members.Text("flow_token"u8);
        TokenSignature = members.Text("flow_token_signature"u8);
    }

    /// <summary>What is asked for.</summary>
    public FlowAction Action { get; }

    /// <summary><c>data_api_version</c> of the form, such as <c>3.0</c>; empty when absent.</summary>
    public JsonText Version { get; }

    /// <summary>The screen that was submitted; null or absent in INIT and ping.</summary>
    public JsonText? Screen { get; }

    /// <summary>The member <c>data</c> as JSON; empty when absent.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The token that we sent with the form. Some phones leave it out.</summary>
    public JsonText? FlowToken { get; }

    /// <summary>
    /// Whether <see cref="FlowToken"/> came with Meta's own signature, which was verified. Data API 4.0 with
    /// Flow JSON 7.3 or later always has one; a form of that version refuses a request without.
    /// </summary>
    public bool IsTokenSigned => TokenSignature is not null;

    internal JsonText? TokenSignature { get; }

    /// <summary>Takes over <paramref name="json"/>; null, and the memory wiped, when it is no request.</summary>
    internal static FlowRequest? Parse(SecretBuffer json)
    {
        if (JsonSlice.TryRead(json.Memory, out var root) && !root.IsDeep
            && JsonObject.From(root) is { } members
            && ActionOf(members) is not FlowAction.None and var action)
        {
            return new(json, members, action);
        }
        json.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private static FlowAction ActionOf(JsonObject members)
    {
        if (members.Object("data"u8)?["error"u8] is not null)
            return FlowAction.ErrorNotification;
        return members.Text("action"u8) switch
        {
            { } action when action.ValueEquals("ping"u8) => FlowAction.Ping,
            { } action when action.ValueEquals("INIT"u8) => FlowAction.Init,
            { } action when action.ValueEquals("BACK"u8) => FlowAction.Back,
            { } action when action.ValueEquals("data_exchange"u8) => FlowAction.DataExchange,
            _ => FlowAction.None,
        };
    }
}
