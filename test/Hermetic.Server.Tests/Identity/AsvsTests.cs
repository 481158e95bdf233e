using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Hermetic.Server.Tests.Identity;

/// <summary>
/// docs/asvs.md: which requirements of OWASP ASVS 5.0 have a test whose name carries their number, and which of those that
/// a test could show have none.
/// </summary>
public sealed partial class AsvsTests
{
    // By chapter and section: the last numbers of the requirements that can be shown by a test of this product.
    private static readonly (string Section, string What, int[] Numbers)[] _testable =
    [
        ("3.2", "what a browser takes content for", [1, 2]),
        ("3.3", "cookies", [1, 2, 3, 4, 5]),
        ("3.4", "headers that tell a browser what is allowed", [1, 3, 4, 5, 6, 7, 8]),
        ("3.5", "whose page a request comes from", [1, 2, 3, 8]),
        ("3.7", "other matters of a browser", [2]),
        ("4.1", "web services", [1, 2, 3, 4]),
        ("6.3", "authentication in general", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("6.4", "how ways to come in begin, and are won back", [1, 3, 6]),
        ("6.5", "several factors: codes, and what is kept of them", [1, 2, 3, 4, 5, 6, 8]),
        ("6.6", "ways beside the main one", [2, 3]),
        ("6.7", "cryptographic ways to come in", [2]),
        ("7.2", "sessions in general", [1, 2, 3, 4]),
        ("7.3", "when a session is over", [1, 2]),
        ("7.4", "how a session is ended", [1, 2, 3, 4, 5]),
        ("7.5", "what needs more than a session", [1, 2, 3]),
        ("7.6", "sessions that others begin", [1, 2]),
        ("8.2", "authorization in general", [1, 2, 3]),
        ("8.3", "where and when it is decided", [1, 2, 3]),
        ("8.4", "between people, and from whom administration is kept apart", [1]),
    ];

    [Fact]
    public void Every_number_in_a_name_is_one_of_them_and_the_page_says_which_have_none()
    {
        var tests = Named();
        Assert.Empty(tests.Keys.Except(_testable.SelectMany(Ids)));
        Golden.Compare("docs/asvs.md", Page(tests));
    }

    private static IEnumerable<string> Ids((string Section, string What, int[] Numbers) section) =>
        section.Numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{section.Section}.{number}"));

    private static TestsByNumber Named() => new(
        from type in typeof(AsvsTests).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        from Match number in Number().Matches(method.Name)
        select (number.Groups["id"].Value.Replace('_', '.'), $"{type.Name}.{method.Name}"));

    private static string Page(TestsByNumber tests)
    {
        var page = new StringBuilder("""
            # OWASP ASVS 5.0
            Requirements of the chapters on browsers, authentication, sessions and authorization, cited as `v5.0.0-` and their
            number, that a test of this product could show. A test carries the numbers it shows in its name; this page is made
            from the names. Where there is none the requirement may still be met, but nothing here shows it.
            Passwords and single sign-on do not exist in this product; what asks for them is left out.


            """);
        foreach (var section in _testable)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {section.Section}: {section.What}\n| requirement | shown by |\n|---|---|\n");
            foreach (var id in Ids(section))
                page.Append(CultureInfo.InvariantCulture, $"| v5.0.0-{id} | {tests.Of(id)} |\n");
            page.Append('\n');
        }
        return page.ToString().TrimEnd('\n') + '\n';
    }

    [GeneratedRegex("(?:^|_)V(?<id>[0-9]+_[0-9]+_[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    private sealed class TestsByNumber(IEnumerable<(string Id, string Test)> tests)
    {
        private readonly ILookup<string, string> _tests = tests.ToLookup(one => one.Id, one => one.Test, StringComparer.Ordinal);

        internal IEnumerable<string> Keys => _tests.Select(group => group.Key);

        internal string Of(string id) => _tests[id].Any()
            ? string.Join("<br>", _tests[id].Order(StringComparer.Ordinal).Select(test => $"`{test}`"))
            : "no test yet";
    }
}
