using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Assistant.Tests;

/// <summary>The schemas under <c>business/schema</c> promise an owner's editor what the reader accepts.</summary>
public sealed class SchemaTests
{
    private const string Unknown = "zzzzzzzzzzzz";

    private static readonly string Business = Path.Combine(Repository.Root, "business");

    // The object in question is put into an otherwise empty file; the pointer says where its schema is.
    [Theory]
    [InlineData("facts", "{0}", "")]
    [InlineData("facts", "{{\"privacy\": {0}}}", "privacy")]
    [InlineData("services", "{0}", "")]
    [InlineData("services", "{{\"services\": [{0}]}}", "services/items")]
    [InlineData("hours", "{0}", "")]
    [InlineData("holidays", "{0}", "")]
    [InlineData("holidays", "{{\"holidays\": [{0}]}}", "holidays/items")]
    [InlineData("staff", "{0}", "")]
    [InlineData("staff", "{{\"staff\": [{0}]}}", "staff/items")]
    [InlineData("staff", "{{\"staff\": [{{\"id\": \"a\", \"name\": \"A\", \"hours\": {0}}}]}}", "staff/items/hours")]
    [InlineData("booking", "{0}", "")]
    [InlineData("tone", "{0}", "")]
    public void A_schema_has_the_members_that_are_read(string file, string around, string pointer)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, around, $"{{\"{Unknown}\": 0}}");
        var problem = new Folder().Put($"{file}.json", text).Problems()
            .Single(one => one.Contains(Unknown, StringComparison.Ordinal));
        var read = problem[(problem.IndexOf("known here: ", StringComparison.Ordinal) + 12)..].Split(", ");

        var schema = Schema(file);
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
            schema = step == "items" ? schema.GetProperty(step) : schema.GetProperty("properties").GetProperty(step);
        var promised = schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Where(name => name != "$schema");

        Assert.Equal(read.Order(StringComparer.Ordinal), promised.Order(StringComparer.Ordinal));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("facts", "name")]
    [InlineData("facts", "address")]
    [InlineData("facts", "phone")]
    [InlineData("facts", "timeZone")]
    [InlineData("facts", "privacy")]
    [InlineData("services", "services")]
    [InlineData("holidays", "holidays")]
    [InlineData("staff", "staff")]
    public void What_a_schema_requires_is_missed_by_the_reader(string file, string member)
    {
        Assert.Contains(member, Schema(file).GetProperty("required").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(
            new Folder().Put($"{file}.json", "{}").Problems(),
            problem => problem.Contains($"(\"{member}\": ", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_file_of_a_sample_names_its_schema_and_each_schema_is_named()
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Business, "*.json", SearchOption.AllDirectories)
            .Where(path => Path.GetDirectoryName(path) != Path.Combine(Business, "schema")))
        {
            var link = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip })
                .RootElement.GetProperty("$schema").GetString()!;
            Assert.Equal($"../schema/{Path.GetFileNameWithoutExtension(path)}.schema.json", link);
            named.Add(Path.GetFileName(link));
        }

        Assert.Equal(
            Directory.GetFiles(Path.Combine(Business, "schema")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_is_described_for_an_owner() => Assert.All(
        Directory.GetFiles(Path.Combine(Business, "schema")),
        path => Assert.All(Described(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement), one => Assert.True(one.Has, one.Name)));

    private static IEnumerable<(string Name, bool Has)> Described(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var members))
        {
            foreach (var member in members.EnumerateObject())
            {
                yield return (member.Name, member.Value.TryGetProperty("description", out _) || member.Value.TryGetProperty("$ref", out _));
                foreach (var inner in Described(member.Value))
                    yield return inner;
            }
        }
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("items", out var items))
        {
            foreach (var inner in Described(items))
                yield return inner;
        }
    }

    private static JsonElement Schema(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Business, "schema", $"{file}.schema.json"))).RootElement;
}
