using System.Globalization;
using Fuzz;
using SharpFuzz;

// Fuzz TARGET [--executions N] [--seconds S] [--seed S]   the built-in mutator
// Fuzz TARGET --file PATH                                  one input, to look at a finding
// Fuzz TARGET --corpus FOLDER                              writes the inputs to start from, for afl-fuzz
// Fuzz TARGET --afl                                        started by afl-fuzz, on instrumented assemblies
var makers = new Dictionary<string, Func<IFuzzTarget>>(StringComparer.Ordinal)
{
    ["signature"] = () => new SignatureTarget(),
    ["reader"] = () => new ReaderTarget(),
    ["flows"] = () => new FlowsTarget(),
    ["ledger"] = () => new LedgerTarget(),
    ["vault"] = () => new VaultTarget(),
};
if (args.Length == 0 || !makers.TryGetValue(args[0], out var make))
{
    await Console.Error.WriteLineAsync($"Name a target: {string.Join(", ", makers.Keys)}.");
    return 2;
}
if (args.Contains("--afl"))
{
    // Instrumented code must not run before SharpFuzz has its shared memory: the target is made inside.
    IFuzzTarget? instrumented = null;
    Fuzzer.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        (instrumented ??= make()).Execute(input.ToArray());
    });
    return 0;
}
var target = make();
if (Option("--file") is { } path)
{
    target.Execute(await File.ReadAllBytesAsync(path));
    return 0;
}
if (Option("--corpus") is { } folder)
{
    Directory.CreateDirectory(folder);
    for (var i = 0; i < target.Corpus.Count; i++)
        await File.WriteAllBytesAsync(Path.Combine(folder, i.ToString("d3", CultureInfo.InvariantCulture)), target.Corpus[i]);
    return 0;
}

// A million at a time, each with a seed of its own, so that a long run can be watched and any part repeated.
const long Round = 1_000_000;
var (executions, time) = (Number("--executions", long.MaxValue), TimeSpan.FromSeconds(Number("--seconds", 1_000_000)));
for (var (done, seed, spent) = (0L, (int)Number("--seed", 1), TimeSpan.Zero); done < executions && spent < time; seed++)
{
    var report = FuzzRun.Run(target, Math.Min(Round, executions - done), time - spent, seed);
    done += report.Executions;
    spent += report.Time;
    var worst = target is ReaderTarget reader
        ? $"; at most {reader.WorstShare:f0} bytes allocated for each byte of a body" : "";
    Console.WriteLine(
        $"{target.Name}: {done:n0} executions in {spent.TotalSeconds:f0} s, seeds to {seed}, "
        + $"{report.Executions / report.Time.TotalSeconds:n0} a second{worst}");
    if (report is not { Finding: { } finding, Failure: { } failure })
        continue;
    var kept = Path.GetFullPath($"finding-{target.Name}.bin");
    await File.WriteAllBytesAsync(kept, finding);
    Console.WriteLine($"  FINDING, kept in {kept}: {failure}");
    return 1;
}
return 0;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

long Number(string name, long unset) =>
    Option(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : unset;
