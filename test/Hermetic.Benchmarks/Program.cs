using System.Globalization;
using System.Text.Json;
using Hermetic.Benchmarks;
using Hermetic.Benchmarks.Rounds;
using Hermetic.Benchmarks.Vault;

// Hermetic.Benchmarks reader [--json FILE]
// Hermetic.Benchmarks sealing [--page FILE]
// Hermetic.Benchmarks rotation [--page FILE]
// Hermetic.Benchmarks ledger [--entries N] [--page FILE]
// Hermetic.Benchmarks erasure [--messages N] [--page FILE]
// Hermetic.Benchmarks rounds --out FOLDER …     started by performance.sh
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["rounds", ..])
    return await RoundsVerb.RunAsync(args[1..]);
if (args is ["sealing", ..])
    return await VaultVerbs.SealingAsync(args[1..]);
if (args is ["rotation", ..])
    return await VaultVerbs.RotationAsync(args[1..]);
if (args is ["erasure", ..])
    return await VaultVerbs.ErasureAsync(args[1..]);
if (args is ["ledger", ..])
    return await VaultVerbs.LedgerAsync(args[1..]);
if (args is not ["reader", ..])
{
    await Console.Error.WriteLineAsync("Name a benchmark: reader, sealing, rotation, ledger, erasure, rounds.");
    return 2;
}
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
