using System.Text.Json;

namespace Load;

/// <summary>
/// <c>check --sent F --graph F [--outbox F --conversations F]</c>: 0 lost, 0 doubled, 0 disordered, or an exit of 1 and
/// a sentence for each kind of breach. Prints the <see cref="Verdict"/> as JSON.
/// </summary>
public static class CheckVerb
{
    public static int Run(Arguments arguments)
    {
        var sent = Journal.Read<SentLine>(arguments.Required("sent")).ToList();
        var graph = Journal.Read<GraphLine>(arguments.Required("graph")).ToList();
        var lists = arguments.Text("outbox") is { } outbox
            ? ServiceLists.Read(File.ReadAllText(outbox), File.ReadAllText(arguments.Required("conversations")))
            : ServiceLists.Empty;
        arguments.RefuseOthers();
        var verdict = Checker.Judge(sent, graph, lists);
        Console.WriteLine(JsonSerializer.Serialize(verdict, JsonSerializerOptions.Web));
        foreach (var problem in verdict.Problems)
            Console.Error.WriteLine(problem);
        return verdict.IsGood ? 0 : 1;
    }
}
