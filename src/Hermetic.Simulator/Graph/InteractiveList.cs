using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>An interactive message of type <c>list</c>: at most 10 rows over at most 10 sections.</summary>
internal static class InteractiveList
{
    private const int Most = 10;
    private const int ButtonLimit = 20;
    private const int TitleLimit = 24;
    private const int DescriptionLimit = 72;
    private const int IdLimit = 200;

    /// <exception cref="InvalidSendException">The first rule that the message breaks.</exception>
    public static SendRequest Read(JsonElement interactive, SendRequest request)
    {
        var action = SendRules.RequiredObject(interactive, "action");
        SendRules.Required(action, "button", "action['button']", ButtonLimit);
        var sections = action.Array("sections").ToList();
        SendRules.Count("sections", sections.Count, 1, Most);
        foreach (var section in sections)
        {
            var title = SendRules.Limited(section.Text("title"), "section['title']", TitleLimit);
            if (title is null && sections.Count > 1)
                throw new InvalidSendException(GraphError.Missing("section['title']"));
        }
        List<ListRow> rows = [.. sections.SelectMany(section => section.Array("rows")).Select(Row)];
        SendRules.Count("rows", rows.Count, 1, Most);
        SendRules.Distinct("row id", rows.Select(row => row.Id));
        return request with { Rows = rows };
    }

    private static ListRow Row(JsonElement row) => new(
        SendRules.Required(row, "id", "row['id']", IdLimit),
        SendRules.Required(row, "title", "row['title']", TitleLimit),
        SendRules.Limited(row.Text("description"), "row['description']", DescriptionLimit));
}
