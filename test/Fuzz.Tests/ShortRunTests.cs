namespace Fuzz.Tests;

/// <summary>A few seconds of each target, always the same inputs; the long runs are made by hand.</summary>
public sealed class ShortRunTests(ITestOutputHelper output)
{
    [Fact]
    public void The_signature_accepts_what_the_reference_accepts_and_nothing_else() => Run(new SignatureTarget(), 50_000);

    [Fact]
    public void The_reader_loses_nothing_throws_nothing_and_allocates_in_proportion() => Run(new ReaderTarget(), 20_000);

    [Fact]
    public void The_Flows_endpoint_opens_nothing_that_was_altered_and_keeps_nothing_in_memory()
    {
        using var flows = new FlowsTarget();
        Run(flows, 20_000);
    }

    [Fact]
    public void What_strangers_send_of_a_ledger_is_read_in_one_spelling_and_opens_only_as_it_was_signed() =>
        Run(new LedgerTarget(), 30_000);

    [Fact]
    public void What_lies_in_the_database_and_the_key_directory_opens_as_it_was_sealed_or_not_at_all()
    {
        using var vault = new VaultTarget();
        Run(vault, 20_000);
    }

    [Fact]
    public void A_target_that_breaks_a_rule_is_found_and_its_input_is_kept()
    {
        var report = FuzzRun.Run(new Fragile(), 100_000, TimeSpan.FromMinutes(1), seed: 1);
        Assert.IsType<FindingException>(report.Failure);
        Assert.Contains((byte)'!', report.Finding!);
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs_and_another_seed_others()
    {
        static List<string> Inputs(int seed)
        {
            var mutator = new Mutator(new ReaderTarget(), seed);
            return [.. Enumerable.Range(0, 200).Select(_ => Convert.ToHexString(mutator.Next()))];
        }
        Assert.Equal(Inputs(5), Inputs(5));
        Assert.NotEqual(Inputs(5), Inputs(6));
        Assert.True(Inputs(5).Distinct().Count() > 150);
    }

    private void Run(IFuzzTarget target, long executions)
    {
        var report = FuzzRun.Run(target, executions, TimeSpan.FromMinutes(5), seed: 20260301);
        output.WriteLine($"{report.Executions} executions, {report.Time}");
        Assert.True(
            report.Failure is null,
            $"{report.Failure}\nThe input, in base64: {Convert.ToBase64String(report.Finding ?? [])}");
        Assert.Equal(executions, report.Executions);
    }

    /// <summary>Breaks on one byte out of 256.</summary>
    private sealed class Fragile : IFuzzTarget
    {
        public string Name => "fragile";

        public IReadOnlyList<byte[]> Corpus { get; } = ["harmless"u8.ToArray()];

        public IReadOnlyList<byte[]> Dictionary { get; } = [];

        public void Execute(byte[] input) => FindingException.Unless(!input.Contains((byte)'!'), "There is a '!'.");
    }
}
