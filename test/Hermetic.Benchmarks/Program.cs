using System.Globalization;
using System.Text.Json;
using Hermetic.Benchmarks;

// Hermetic.Benchmarks reader [--json FILE]
if (args is not ["reader", ..])
{
    await Console.Error.WriteLineAsync("Name a benchmark: reader.");
    return 2;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var results = ReaderBenchmark.Run(Bodies.All()).ToList();
Console.WriteLine($"{"body",-36} {"bytes",8}  {"way",-21} {"ns/message",11} {"ratio",6} {"B/message",10} {"ratio",6}");
foreach (var body in results.GroupBy(result => result.Body))
{
    var reader = body.First();
    foreach (var result in body)
        Console.WriteLine(
            $"{result.Body,-36} {result.Length,8}  {result.Way,-21} {result.Nanoseconds,11:n0} "
            + $"{result.Nanoseconds / reader.Nanoseconds,6:f2} {result.Bytes,10:n0} {result.Bytes / reader.Bytes,6:f2}");
}
if (args is [_, "--json", var path])
    await File.WriteAllTextAsync(path, JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true }));
return 0;
