namespace Hermetic.Ledger.Witnessing;

/// <summary>Reads a C2SP tlog-policy file, line by line.</summary>
/// <remarks>One thing is stricter than the specification: the file has to be UTF-8, which it only recommends.</remarks>
internal sealed class PolicyReader
{
    private const string None = "none";

    private readonly List<PolicyLog> _logs = [];
    private readonly List<PolicyMember> _members = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _grouped = [];
    private (int? Member, bool Given) _quorum;
    private int _line;

    public WitnessPolicy Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > WitnessPolicy.MaxLength)
            throw new FormatException("A policy file has at most 1,000,000 bytes.");
        if (!text.IsEmpty && text[^1] != '\n')
            throw new FormatException("The last line of the policy file is not ended.");
        while (!text.IsEmpty)
        {
            _line++;
            ReadLine(PublicText.TakeLine(ref text));
        }
        return _quorum.Given
            ? new(_logs, _members, _quorum.Member)
            : throw new FormatException("The policy file has no quorum line.");
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        // The only allowed control characters are tab and newline; 0x7F is none of the allowed octets.
        if (line.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || line.IndexOfAnyInRange((byte)10, (byte)31) >= 0
            || line.IndexOf((byte)0x7F) >= 0 || !System.Text.Unicode.Utf8.IsValid(line))
            throw Wrong("is not UTF-8 text, or has a control character");
        var items = PublicText.Read(line).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0][0] == '#')
            return;
        switch (items[0])
        {
            case "log" when items.Length is 2 or 3:
                AddLog(items);
                break;
            case "witness" when items.Length is 3 or 4:
                AddWitness(items);
                break;
            case "group" when items.Length >= 4:
                AddGroup(items);
                break;
            case "quorum" when items.Length == 2:
                SetQuorum(items[1]);
                break;
            default:
                throw Wrong("is neither log, witness, group nor quorum with what belongs to it");
        }
    }

    private void AddLog(string[] items)
    {
        if (!NoteVerifier.TryParse(items[1], out var key))
            throw Wrong("has no verifier key of a log");
        if (_logs.Any(log => log.Key.SharesKeyWith(key)))
            throw Wrong("has the key of another log");
        _logs.Add(new(key, items.ElementAtOrDefault(2)));
    }

    private void AddWitness(string[] items)
    {
        if (!CosignatureVerifier.TryParse(items[2], out var key))
            throw Wrong("has no verifier key of a witness");
        if (_members.Any(member => member.Witness is { } other && other.Key.SharesKeyWith(key)))
            throw Wrong("has the key of another witness");
        Define(items[1], new(new(items[1], key, items.ElementAtOrDefault(3)), 0, []));
    }

    private void AddGroup(string[] items)
    {
        var of = items[3..].Select(Find).ToList();
        if (!of.TrueForAll(_grouped.Add))
            throw Wrong("names a member that is in a group already");
        long needed = items[2] switch
        {
            "any" => 1,
            "all" => of.Count,
            var number => PublicText.TryReadDecimal(PublicText.Write(number), out var count) ? count : 0,
        };
        if (needed < 1 || needed > of.Count)
            throw Wrong("needs any, all, or a number from 1 to that of the members");
        Define(items[1], new(Witness: null, (int)needed, of));
    }

    private void SetQuorum(string name)
    {
        if (_quorum.Given)
            throw Wrong("is a second quorum");
        _quorum = (name == None ? null : Find(name), true);
    }

    private void Define(string name, PolicyMember member)
    {
        if (name == None || !_names.TryAdd(name, _members.Count))
            throw Wrong("defines a name that is taken");
        _members.Add(member);
    }

    private int Find(string name) =>
        _names.TryGetValue(name, out var member) ? member : throw Wrong("names what no line above it defines");

    private FormatException Wrong(string what) => new($"Line {_line} of the policy file {what}.");
}
