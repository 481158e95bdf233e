using System.Text;
using Hermetic.WhatsApp;

namespace Hermetic.Server;

/// <summary>
/// The approved template, without parameters, that asks a person to write again when an answer waits and WhatsApp's
/// 24-hour window has closed.
/// </summary>
/// <param name="Name">As approved: lower-case letters, digits and underscores, at most 512.</param>
/// <param name="Language">Such as <c>en</c> or <c>pt_BR</c>.</param>
/// <param name="IsMarketing">Whether Meta approved it as marketing: then it honours that preference.</param>
public sealed record WindowTemplate(string Name, string Language, bool IsMarketing)
{
    internal ReadOnlyMemory<byte> NameUtf8 { get; } = Encoding.UTF8.GetBytes(Name);

    internal OutboundTemplate Message => new(Name, Language);

    internal static WindowTemplate? Read(SettingsSource source)
    {
        var name = source.Text("WhatsApp:WindowTemplate:Name", "");
        var language = source.Text("WhatsApp:WindowTemplate:Language", "en");
        var category = source.Text("WhatsApp:WindowTemplate:Category", "utility");
        if (name.Length == 0)
            return null;
        if (name.Length > 512 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            source.Problem("WhatsApp:WindowTemplate:Name", "must be lower-case letters, digits and underscores, as approved");
        if (language.Length is < 2 or > 15 || !language.All(c => char.IsAsciiLetter(c) || c == '_'))
            source.Problem("WhatsApp:WindowTemplate:Language", "must be a language code such as en or pt_BR");
        if (category is not ("utility" or "marketing"))
            source.Problem("WhatsApp:WindowTemplate:Category", "must be utility or marketing");
        return new(name, language, category == "marketing");
    }
}
