using System.Globalization;
using System.Text;

namespace Hermetic.RootProviders;

/// <summary>What a wrapped secret is bound to: additional data, encryption context, and what the inside
/// repeats.</summary>
/// <param name="Deployment">Whose.</param>
/// <param name="Purpose">What it is: lower-case letters, digits and hyphens, so that no two contexts are
/// spelled alike.</param>
/// <param name="Version">Its version or epoch.</param>
internal sealed record RootContext(Guid Deployment, string Purpose, int Version)
{
    /// <summary><c>hermetic/root/v1/DEPLOYMENT/PURPOSE/VERSION</c>.</summary>
    public string Text { get; } = string.Create(
        CultureInfo.InvariantCulture, $"hermetic/root/v1/{Deployment:D}/{Purpose}/{Version}");

    /// <summary>The same in ASCII.</summary>
    public byte[] Utf8 => Encoding.UTF8.GetBytes(Text);
}
