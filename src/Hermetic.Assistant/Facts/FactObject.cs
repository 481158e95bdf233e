namespace Hermetic.Assistant;

/// <summary>
/// An object of an owner's file, read member by member. What is wrong is reported and replaced by something
/// harmless, so that one reading finds every problem; what nobody asked for is reported by <see
/// cref="Close"/>.
/// </summary>
internal sealed class FactObject
{
    private readonly Dictionary<string, FactMember> _members = new(StringComparer.Ordinal);
    private readonly List<string> _known;

    internal FactObject(FactValue.Object value, FactReport report, params IEnumerable<string> known)
    {
        (Line, Report, _known) = (value.Line, report, [.. known]);
        foreach (var member in value.Members)
        {
            if (!_members.TryAdd(member.Name, member))
                report.Add(member.Line, $"\"{member.Name}\" stands here twice; keep one");
        }
    }

    internal int Line { get; }

    internal FactReport Report { get; }

    /// <summary>Where a member stands; the line of the object when it does not.</summary>
    internal int LineOf(string name) => _members.TryGetValue(name, out var member) ? member.Line : Line;

    /// <summary>Reports what is wrong with a member.</summary>
    internal void Refuse(string name, string what) => Report.Add(LineOf(name), what);

    internal bool Has(string name) => Find(name) is not null;

    /// <summary>One line of text; empty when there is none.</summary>
    /// <param name="example">As JSON, with its quotes.</param>
    /// <param name="most">Characters.</param>
    /// <param name="needed">What is said when it is missing; null when it may be.</param>
    internal string Text(string name, string example, int most, string? needed = null)
    {
        switch (Find(name))
        {
            case null:
                Miss(name, example, needed);
                return "";
            case FactValue.Text text:
                return Checked(name, text, most);
            case var other:
                Report.Add(other.Line, $"\"{name}\" has to be a text in quotes, such as {example}");
                return "";
        }
    }

    /// <summary>A whole number; <paramref name="unset"/> when there is none.</summary>
    internal int Whole(string name, int example, int least, int most, int unset, string? needed = null)
    {
        switch (Find(name))
        {
            case null:
                Miss(name, example.ToString(), needed);
                return unset;
            case FactValue.Number { Value: var number } when decimal.IsInteger(number) && number >= least
                && number <= most:
                return (int)number;
            case FactValue.Number { Value: var number, Line: var line } when decimal.IsInteger(number):
                Report.Add(line, $"\"{name}\" is {number}; it has to be from {least} to {most}");
                return unset;
            case var other:
                Report.Add(other.Line,
                    $"\"{name}\" has to be a whole number without quotes, such as {example}");
                return unset;
        }
    }

    /// <summary>An amount of money; null when there is none.</summary>
    internal decimal? Amount(string name, string example)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case FactValue.Number { Value: >= 0 and <= 1_000_000 and var amount }
                when decimal.Round(amount, 2) == amount:
                return amount;
            case var other:
                Report.Add(other.Line, $"\"{name}\" has to be an amount of money, such as {example}");
                return null;
        }
    }

    /// <summary>Texts, each with its line; a single one needs no brackets.</summary>
    internal IReadOnlyList<FactValue.Text> Texts(string name, string example, int most = 200)
    {
        var found = Find(name);
        var items = found is FactValue.List { Items: var many } ? many : found is null ? [] : [found];
        var texts = new List<FactValue.Text>();
        foreach (var item in items)
        {
            if (item is FactValue.Text text && Checked(name, text, most) is { Length: > 0 } value)
                texts.Add(text with { Value = value });
            else if (item is not FactValue.Text)
                Report.Add(item.Line,
                    $"\"{name}\" has to be a text in quotes or a list of them, such as {example}");
        }
        return texts;
    }

    /// <summary>An object inside; null when there is none.</summary>
    internal FactObject? Object(string name, string example, string? needed = null)
    {
        switch (Find(name))
        {
            case null:
                Miss(name, example, needed);
                return null;
            case FactValue.Object inner:
                return new(inner, Report);
            case var other:
                Report.Add(other.Line, $"\"{name}\" has to be an object, such as {example}");
                return null;
        }
    }

    internal IEnumerable<FactObject> Objects(string name, string example, string needed)
    {
        var found = Find(name);
        if (found is null or FactValue.List { Items.Count: 0 })
            Miss(name, $"[{example}]", needed);
        foreach (var item in (found as FactValue.List)?.Items ?? (found is null ? [] : [found]))
        {
            if (item is FactValue.Object inner)
                yield return new(inner, Report);
            else
                Report.Add(item.Line, $"\"{name}\" has to be a list of objects, such as [{example}]");
        }
    }

    /// <summary>Reports the members that nothing reads, with the one that was probably meant.</summary>
    internal void Close()
    {
        foreach (var member in _members.Values.Where(member =>
            !_known.Contains(member.Name, StringComparer.Ordinal)))
        {
            var instead = Nearest.To(member.Name, _known.Where(name => name[0] != '$')) is { } meant
                ? $"did you mean \"{meant}\"?"
                : $"known here: {string.Join(", ", _known.Where(name => name[0] != '$'))}";
            Report.Add(member.Line, $"nothing reads \"{member.Name}\"; {instead}");
        }
    }

    private FactValue? Find(string name)
    {
        if (!_known.Contains(name, StringComparer.Ordinal))
            _known.Add(name);
        return _members.GetValueOrDefault(name)?.Value;
    }

    private void Miss(string name, string example, string? needed)
    {
        if (needed is not null)
            Report.Add(LineOf(name), $"{needed} (\"{name}\": {example})");
    }

    private string Checked(string name, FactValue.Text text, int most)
    {
        var value = text.Value.Trim();
        if (value.Length == 0)
            Report.Add(text.Line, $"\"{name}\" is empty");
        else if (value.Length > most)
            Report.Add(text.Line, $"\"{name}\" has {value.Length} characters; {most} fit");
        else if (value.Any(char.IsControl))
            Report.Add(text.Line, $"\"{name}\" has to be one line");
        else
            return value;
        return "";
    }
}
