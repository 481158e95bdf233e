using System.Diagnostics;

namespace Fuzz;

/// <param name="Executions">How many inputs were tried.</param>
/// <param name="Finding">The input that broke a rule, or null.</param>
/// <param name="Failure">How it broke it.</param>
public sealed record FuzzReport(long Executions, TimeSpan Time, byte[]? Finding, Exception? Failure);

/// <summary>The built-in mode: inputs from the mutator, in this process, until the first finding.</summary>
public static class FuzzRun
{
    public static FuzzReport Run(IFuzzTarget target, long executions, TimeSpan most, int seed)
    {
        var (mutator, watch, done) = (new Mutator(target, seed), Stopwatch.StartNew(), 0L);
        foreach (var input in Inputs(target, mutator))
        {
            if (done == executions || (done % 256 == 0 && watch.Elapsed > most))
                break;
            try
            {
                target.Execute(input);
                done++;
            }
            catch (Exception failure)
            {
                return new(done, watch.Elapsed, input, failure);
            }
        }
        return new(done, watch.Elapsed, Finding: null, Failure: null);
    }

    private static IEnumerable<byte[]> Inputs(IFuzzTarget target, Mutator mutator)
    {
        foreach (var input in target.Corpus)
            yield return input;
        while (true)
            yield return mutator.Next();
    }
}
