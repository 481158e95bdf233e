using System.Text.RegularExpressions;

namespace Hermetic.Assistant;

/// <summary>What <c>services.json</c> says, each service with its line for what other files say about it.</summary>
internal sealed record OfferedServices(
    IReadOnlyList<(Service Service, int Line)> Services, string? DefaultId, FactReport Report)
{
    internal IReadOnlyList<string> Ids => [.. Services.Select(one => one.Service.Id).Where(id => id.Length > 0)];
}

internal static partial class ServicesFile
{
    /// <summary>A button shows so many characters; more would be cut.</summary>
    internal const int ButtonLength = 20;

    // A longer list does not fit into a message.
    private const int Most = 40;
    private const string Example = """{ "id": "haircut", "name": "Haircut", "minutes": 45, "price": 42 }""";

    internal static OfferedServices From(FactObject file)
    {
        var currency = file.Text("currency", "\"EUR\"", 3);
        if (currency.Length > 0 && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)))
            file.Refuse("currency", $"{currency} is not a currency; write its three letters, such as \"EUR\"");
        var services = file.Objects("services", Example, "a business needs a service")
            .Select(service => (One(service, currency), service.Line)).ToList();
        if (services.Count > Most)
            file.Refuse("services", $"there are {services.Count} services; {Most} fit into a message");
        var defaultId = file.Text("default", "\"haircut\"", 40);
        file.Close();
        var read = new OfferedServices(services, defaultId.Length > 0 ? defaultId : null, file.Report);
        if (read.DefaultId is { } id && !read.Ids.Contains(id, StringComparer.Ordinal))
            file.Refuse("default", NoSuchService(id, read));
        var names = new NamesTaken(file.Report, OtherMeaning.OfService);
        foreach (var (service, line) in services)
            names.Take(service.Id, service.Aliases.Prepend(service.Name), line);
        return read;
    }

    internal static string NoSuchService(string id, OfferedServices services) =>
        Nearest.To(id, services.Ids) is { } meant
            ? $"there is no service \"{id}\"; did you mean \"{meant}\"?"
            : $"there is no service \"{id}\"; services.json has: {string.Join(", ", services.Ids)}";

    /// <summary>An id is stored with appointments: it has to stay the same when the name changes.</summary>
    internal static string Id(FactObject of, string example, string needed)
    {
        var id = of.Text("id", example, 40, needed);
        if (id.Length > 0 && !IdShape().IsMatch(id))
            of.Refuse("id", $"the id {id} has to be of a-z, 0-9 and -, and begin with a letter, such as {example}");
        return id;
    }

    private static Service One(FactObject service, string currency)
    {
        var id = Id(service, "\"haircut\"", "a service needs an id that never changes");
        var name = service.Text("name", "\"Haircut\"", ButtonLength, "a service needs a name");
        var minutes = Fives(service, "minutes", service.Whole("minutes", 45, 5, 1440, 5, "a service needs a duration"));
        var buffer = Fives(service, "bufferMinutes", service.Whole("bufferMinutes", 10, 0, 240, 0));
        var aliases = service.Texts("alsoCalled", "[\"cut\", \"trim\"]", 60);
        var price = service.Amount("price", "42 or 29.50");
        service.Close();
        if (price is not null && currency.Length == 0)
            service.Refuse("price", "a price needs a currency at the top of the file (\"currency\": \"EUR\")");
        var costs = price is { } amount ? new Price(amount, currency) : null;
        return new(id, name, [.. aliases.Select(alias => alias.Value)], minutes, costs) { BufferMinutes = buffer };
    }

    // A calendar is made of cells of five minutes.
    private static int Fives(FactObject service, string name, int minutes)
    {
        if (minutes % 5 != 0)
            service.Refuse(name, $"\"{name}\" is {minutes}; it has to be a multiple of 5");
        return minutes;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.None, 1000)]
    private static partial Regex IdShape();
}

/// <summary>Sees that an id, or a word that people say, stands for one thing only.</summary>
/// <param name="otherMeaning">What a name means in a chat that is none; null for a name.</param>
internal sealed class NamesTaken(FactReport report, Func<string, string?> otherMeaning)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Id, int Line)> _names = new(StringComparer.Ordinal);

    /// <param name="line">Where the thing stands.</param>
    internal void Take(string id, IEnumerable<string> names, int line)
    {
        if (id.Length > 0 && !_ids.TryAdd(id, line))
            report.Add(line, $"the id \"{id}\" is taken already (line {_ids[id]})");
        foreach (var name in names.Where(name => name.Length > 0))
        {
            // As the dialogue compares them: without case, accents and signs.
            var heard = Convert.ToHexString(FoldedText.Fold(name));
            if (heard.Length <= 2)
                report.Add(line, $"\"{name}\" has no word in it that people could say");
            else if (otherMeaning(name) is { } other)
                report.Add(line, $"\"{name}\" means something else in a chat: it {other}; choose another name");
            else if (!_names.TryAdd(heard, (id, line)) && _names[heard] is var taken && taken.Line != line)
                report.Add(line, $"\"{name}\" stands for \"{taken.Id}\" already (line {taken.Line}); nobody could tell them apart");
        }
    }
}
