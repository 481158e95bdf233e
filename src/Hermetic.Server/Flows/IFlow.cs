using System.Buffers;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Flows;

/// <summary>A form that people fill in on their phones. It knows which tokens it gave out.</summary>
public interface IFlow
{
    /// <summary>
    /// Writes the answer, <c>{"screen":…,"data":{…}}</c>, unless the request's token is not one of this form's. What
    /// completes a form passes the Cloud API in the clear: only an opaque receipt may go into it.
    /// </summary>
    /// <returns>False when it is not this form's.</returns>
    ValueTask<bool> TryAnswerAsync(FlowRequest request, IBufferWriter<byte> answer, CancellationToken cancel);
}
