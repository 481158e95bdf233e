using System.Diagnostics;
using Hermetic.Ledger.Witnessing;
using Hermetic.Testing;

namespace Hermetic.Ledger.Tests.Witnessing;

/// <summary>
/// Our cosignatures under strangers' eyes: Go's x/mod and Ed25519, pyca/cryptography's ML-DSA; and the vectors, which
/// are the same bytes each time.
/// </summary>
public sealed class StrangersTests(GoVerifierTests.Program program) : IClassFixture<GoVerifierTests.Program>
{
    [Fact]
    public async Task Go_verifies_the_log_and_both_witnesses_and_tells_their_times()
    {
        using var one = Cosigned.Ed25519();
        using var two = Cosigned.Ed25519(2);
        var note = Cosigned.Note(7, Rfc6962.EmptyRoot).With(one).With(two, Cosigned.Noon.AddSeconds(1));
        var (exit, output) = await GoAsync(note, one, two);
        Assert.Equal(
            (0, "example.com/ledger\nwitness.example.com/w1 1800000000\nwitness.example.com/w2 1800000001\n"), (exit, output));
    }

    [Fact]
    public async Task Go_refuses_a_witness_that_is_missing_and_a_cosignature_of_something_else()
    {
        using var one = Cosigned.Ed25519();
        using var two = Cosigned.Ed25519(2);
        var note = Cosigned.Note(7, Rfc6962.EmptyRoot).With(one);
        Assert.Equal(1, (await GoAsync(note, one, two)).Exit);
        var moved = Cosigned.Note(8, Rfc6962.EmptyRoot).Concat(one.Cosign(Cosigned.TextOf(note), Cosigned.Noon)).ToArray();
        Assert.Equal(1, (await GoAsync(moved, one)).Exit);
    }

    [Fact]
    public async Task Python_verifies_an_ML_DSA_44_cosignature_and_refuses_one_of_something_else()
    {
        using var witness = Cosigned.MLDsa44();
        var note = Cosigned.Note(7, Rfc6962.EmptyRoot);
        Assert.Equal((0, "witness.example.com/w1 1800000000\n"), await PythonAsync(note.With(witness), witness));
        var moved = Cosigned.Note(8, Rfc6962.EmptyRoot).Concat(witness.Cosign(Cosigned.TextOf(note), Cosigned.Noon)).ToArray();
        Assert.Equal(1, (await PythonAsync(moved, witness)).Exit);
    }

    [Fact]
    public async Task The_vector_is_what_is_made_today_and_verifies_under_the_policy_beside_it()
    {
        using var classical = Cosigned.Ed25519();
        using var quantum = Cosigned.MLDsa44();
        var note = await File.ReadAllBytesAsync(Repository.Vector("ledger/cosigned.checkpoint"));
        var plain = await File.ReadAllBytesAsync(Repository.Vector("ledger/example/checkpoint"));
        Assert.Equal(plain.With(classical).With(quantum), note);
        var policy = WitnessPolicy.Parse(await File.ReadAllBytesAsync(Repository.Vector("ledger/cosigned.policy")));
        Assert.True(policy.Check(note, Cosigned.LogKey).Ok);
        Assert.Equal(2, policy.Check(note, Cosigned.LogKey).Cosignatures.Count);
        Assert.False(policy.Check(plain, Cosigned.LogKey).Ok);
    }

    private async Task<(int Exit, string Output)> GoAsync(byte[] note, params Cosigner[] witnesses)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, note);
            return await program.RunCosignaturesAsync(
                [path, Cosigned.Log.VerifierKey, .. witnesses.Select(witness => witness.VerifierKey)]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(int Exit, string Output)> PythonAsync(byte[] note, Cosigner witness)
    {
        var known = await StartAsync("-c", "from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey");
        Assert.SkipWhen(known.Exit != 0, "python3 has no cryptography package with ML-DSA.");
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, note);
            return await StartAsync(Repository.Vector("ledger/cosignatures.py"), path, witness.VerifierKey);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(int Exit, string Output)> StartAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", arguments)
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await errors;
            await process.WaitForExitAsync();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, "");
        }
    }
}
