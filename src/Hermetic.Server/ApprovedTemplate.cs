using System.Text;
using Hermetic.WhatsApp;

namespace Hermetic.Server;

/// <summary>A template that Meta approved: what may be sent when WhatsApp's 24-hour window has closed.</summary>
/// <param name="Name">As approved: lower-case letters, digits and underscores, at most 512.</param>
/// <param name="Language">Such as <c>en</c> or <c>pt_BR</c>.</param>
/// <param name="IsMarketing">Whether Meta approved it as marketing: then it honours that preference.</param>
public sealed record ApprovedTemplate(string Name, string Language, bool IsMarketing)
{
    internal ReadOnlyMemory<byte> NameUtf8 { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>As it is, for a template without places.</summary>
    internal OutboundTemplate Message => new(Name, Language);

    /// <param name="body">What fills its places, by name.</param>
    internal OutboundTemplate Filled(IReadOnlyList<TemplateParameter> body) => new(Name, Language) { Body = body };

    /// <summary>The template under a key such as <c>WhatsApp:WindowTemplate</c>; null when it has no name.</summary>
    internal static ApprovedTemplate? Read(SettingsSource source, string key)
    {
        var name = source.Text($"{key}:Name", "");
        var language = source.Text($"{key}:Language", "en");
        var category = source.Text($"{key}:Category", "utility");
        if (name.Length == 0)
            return null;
        if (name.Length > 512 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            source.Problem($"{key}:Name", "must be lower-case letters, digits and underscores, as approved");
        if (language.Length is < 2 or > 15 || !language.All(c => char.IsAsciiLetter(c) || c == '_'))
            source.Problem($"{key}:Language", "must be a language code such as en or pt_BR");
        if (category is not ("utility" or "marketing"))
            source.Problem($"{key}:Category", "must be utility or marketing");
        return new(name, language, category == "marketing");
    }
}
