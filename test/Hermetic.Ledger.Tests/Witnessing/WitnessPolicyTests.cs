using System.Text;
using CsCheck;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

public sealed class WitnessPolicyTests
{
    private static readonly Cosigner[] Witnesses = [.. Enumerable.Range(1, 6).Select(i => Cosigned.Ed25519((byte)i))];
    private static readonly byte[] Note = Cosigned.Note(7, Rfc6962.EmptyRoot);

    /// <summary>The example of C2SP tlog-policy, with keys in it.</summary>
    private static readonly string Specified = $"""
        log {Cosigned.Log.VerifierKey}

        witness X1 {Witnesses[0].VerifierKey}
        witness X2 {Witnesses[1].VerifierKey}
        witness X3 {Witnesses[2].VerifierKey}
        group X-witnesses 2 X1 X2 X3

        witness Y1 {Witnesses[3].VerifierKey}
        witness Y2 {Witnesses[4].VerifierKey}
        witness Y3 {Witnesses[5].VerifierKey}
        group Y-witnesses any Y1 Y2 Y3

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    [Theory]
    [InlineData("", false)]
    [InlineData("X1 X2", false)]
    [InlineData("X1 X2 X3", false)]
    [InlineData("Y1 Y2 Y3", false)]
    [InlineData("X1 Y1", false)]
    [InlineData("X1 X3 Y2", true)]
    [InlineData("X1 X2 X3 Y1 Y2 Y3", true)]
    public void The_example_of_the_specification_wants_two_of_one_group_and_one_of_the_other(string names, bool enough)
    {
        var policy = WitnessPolicy.Parse(Cosigned.Utf8(Specified));
        var note = Note;
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            note = note.With(Witnesses[(name[0] == 'X' ? 0 : 3) + name[1] - '1']);
        var report = policy.Check(note, Cosigned.LogKey);
        Assert.Equal((true, enough, enough), (report.IsLogTrusted, report.IsQuorum, report.Ok));
        Assert.Equal(6 - names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, report.Missing.Count());
        Assert.Empty(report.Bad);
    }

    [Fact]
    public void A_cosignature_that_does_not_verify_is_named_and_does_not_count()
    {
        var policy = Read($"witness W {Witnesses[0].VerifierKey}", "quorum W");
        var moved = Note.Concat(Witnesses[0].Cosign(Cosigned.TextOf(Cosigned.Note(8, Rfc6962.EmptyRoot)), Cosigned.Noon));
        var report = policy.Check(moved.ToArray(), Cosigned.LogKey);
        Assert.False(report.Ok);
        Assert.Equal(["W"], report.Bad);
        Assert.Empty(report.Missing);
        Assert.Null(report.SeenAt);
    }

    [Fact]
    public void A_policy_that_lists_logs_trusts_no_other_and_one_without_takes_the_callers()
    {
        using var other = new NoteSigner(Cosigned.Log.Name, new byte[32]);
        var (listed, open) = (Read($"log {other.VerifierKey} https://log.example.com/", "quorum none"), Read("quorum none"));
        Assert.False(listed.Check(Note, Cosigned.LogKey).Ok);
        Assert.True(open.Check(Note, Cosigned.LogKey).Ok);
        Assert.False(open.Check(Note, NoteVerifier.Parse(other.VerifierKey)).Ok);
        Assert.Equal("https://log.example.com/", Assert.Single(listed.Logs).Url);
    }

    [Fact]
    public void What_was_seen_is_as_old_as_the_oldest_cosignature()
    {
        var policy = Read(
            $"witness A {Witnesses[0].VerifierKey}", $"witness B {Witnesses[1].VerifierKey}", "group both all A B", "quorum both");
        var note = Note.With(Witnesses[0], Cosigned.Noon).With(Witnesses[1], Cosigned.Noon.AddHours(2));
        Assert.Equal(Cosigned.Noon.ToUnixTimeSeconds(), policy.Check(note, Cosigned.LogKey).SeenAt);
    }

    [Fact]
    public void Addresses_comments_tabs_and_blanks_are_read()
    {
        var policy = Read(
            "# comment", "  \t# indented", "", " \t ", $"\twitness\tW\t \t{Witnesses[0].VerifierKey}  https://w.example.com/x ",
            "quorum   W");
        Assert.Equal("https://w.example.com/x", Assert.Single(policy.Witnesses).Url);
        Assert.Equal("W", policy.Witnesses[0].Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("quorum missing")]
    [InlineData("quorum")]
    [InlineData("quorum none none")]
    [InlineData("quorum none\nquorum none")]
    [InlineData("quorum W\nwitness W {0}")]
    [InlineData("witness W {0}\nwitness W {1}\nquorum W")]
    [InlineData("witness W {0}\nwitness V {0}\nquorum W")]
    [InlineData("witness none {0}\nquorum none")]
    [InlineData("witness W {0} url more\nquorum W")]
    [InlineData("witness W {log}\nquorum W")]
    [InlineData("witness W\nquorum W")]
    [InlineData("log {0}\nquorum none")]
    [InlineData("log {log}\nlog {log}\nquorum none")]
    [InlineData("log\nquorum none")]
    [InlineData("witness W {0}\ngroup G any\nquorum G")]
    [InlineData("witness W {0}\ngroup G 0 W\nquorum G")]
    [InlineData("witness W {0}\ngroup G 2 W\nquorum G")]
    [InlineData("witness W {0}\ngroup G 01 W\nquorum G")]
    [InlineData("witness W {0}\ngroup G -1 W\nquorum G")]
    [InlineData("witness W {0}\ngroup G 4294967297 W\nquorum G")]
    [InlineData("witness W {0}\ngroup G some W\nquorum G")]
    [InlineData("witness W {0}\ngroup G any W W\nquorum G")]
    [InlineData("witness W {0}\ngroup G any none\nquorum G")]
    [InlineData("witness W {0}\ngroup G any G\nquorum G")]
    [InlineData("group G any W\nwitness W {0}\nquorum G")]
    [InlineData("witness W {0}\ngroup G any W\ngroup H any W\nquorum H")]
    [InlineData("witness W {0}\ngroup W any W\nquorum W")]
    [InlineData("Quorum none")]
    [InlineData("quorum none\r")]
    [InlineData("quorum none\0")]
    [InlineData("quorum none\u007f")]
    [InlineData("quorum none # comment")]
    public void Anything_else_is_refused_with_its_line(string text)
    {
        var wrong = Assert.Throws<FormatException>(() => Read(text
            .Replace("{0}", Witnesses[0].VerifierKey, StringComparison.Ordinal)
            .Replace("{1}", Witnesses[1].VerifierKey, StringComparison.Ordinal)
            .Replace("{log}", Cosigned.Log.VerifierKey, StringComparison.Ordinal)));
        Assert.Matches("^(Line [0-9]+ of the policy file |The policy file has no quorum)", wrong.Message);
    }

    [Theory]
    [InlineData("# one\nQuorum none", "Line 2 of the policy file is neither log, witness, group nor quorum with what belongs to it.")]
    [InlineData("log {0}", "Line 1 of the policy file has no verifier key of a log.")]
    [InlineData("log {log}\nlog {log}", "Line 2 of the policy file has the key of another log.")]
    [InlineData("witness W {log}", "Line 1 of the policy file has no verifier key of a witness.")]
    [InlineData("witness W {0}\nwitness V {0}", "Line 2 of the policy file has the key of another witness.")]
    [InlineData("witness W {0}\ngroup G any W W", "Line 2 of the policy file names a member that is in a group already.")]
    [InlineData("witness W {0}\ngroup G 2 W", "Line 2 of the policy file needs any, all, or a number from 1 to that of the members.")]
    [InlineData("quorum none\nquorum none", "Line 2 of the policy file is a second quorum.")]
    [InlineData("witness none {0}", "Line 1 of the policy file defines a name that is taken.")]
    [InlineData("quorum missing", "Line 1 of the policy file names what no line above it defines.")]
    public void What_is_refused_is_said_in_a_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<FormatException>(() => Read(text
            .Replace("{0}", Witnesses[0].VerifierKey, StringComparison.Ordinal)
            .Replace("{log}", Cosigned.Log.VerifierKey, StringComparison.Ordinal))).Message);

    [Theory]
    [InlineData("\0")]
    [InlineData("\u0008")]
    [InlineData("\u000b")]
    [InlineData("\u001f")]
    [InlineData("\u007f")]
    public void A_control_character_is_refused_in_a_comment_too(string control)
    {
        foreach (var line in (string[])[$"{control}#", $"# {control}"])
        {
            Assert.Equal(
                "Line 1 of the policy file is not UTF-8 text, or has a control character.",
                Assert.Throws<FormatException>(() => Read(line, "quorum none")).Message);
        }
    }

    [Fact]
    public void A_file_of_a_million_bytes_is_read_and_a_longer_one_or_one_that_is_not_ended_is_not()
    {
        var most = "quorum none\n#" + new string(' ', WitnessPolicy.MaxLength - 14) + "\n";
        Assert.True(WitnessPolicy.TryParse(Cosigned.Utf8(most), out _));
        Assert.Contains("1,000,000", Refusal(most + "\n"), StringComparison.Ordinal);
        Assert.Contains("not ended", Refusal("quorum none\n#"), StringComparison.Ordinal);

        static string Refusal(string text) =>
            Assert.Throws<FormatException>(() => WitnessPolicy.Parse(Cosigned.Utf8(text))).Message;
    }

    [Fact]
    public void Any_log_of_the_policy_is_trusted()
    {
        using var other = new NoteSigner("example.com/other", new byte[32]);
        var policy = Read($"log {other.VerifierKey}", $"log {Cosigned.Log.VerifierKey}", "quorum none");
        Assert.True(policy.Check(Note, Cosigned.LogKey).Ok);
    }

    [Fact]
    public void A_line_without_an_end_and_bytes_that_are_no_UTF_8_are_refused()
    {
        Assert.False(WitnessPolicy.TryParse("quorum none"u8, out _));
        Assert.False(WitnessPolicy.TryParse([.. "# "u8, 0xFF, .. "\nquorum none\n"u8], out _));
        Assert.False(WitnessPolicy.TryParse(new byte[WitnessPolicy.MaxLength + 1], out _));
        Assert.True(WitnessPolicy.TryParse("quorum none\n"u8, out _));
    }

    [Fact]
    public void A_long_chain_of_groups_is_judged_without_a_deep_stack()
    {
        var text = new StringBuilder($"witness g0 {Witnesses[0].VerifierKey}\n");
        for (var i = 1; i < 30_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"group g{i} any g{i - 1}\n");
        var policy = WitnessPolicy.Parse(Cosigned.Utf8(text.Append("quorum g29999\n").ToString()));
        Assert.True(policy.IsQuorum(_ => true));
        Assert.False(policy.IsQuorum(_ => false));
    }

    [Fact]
    public void A_threshold_is_met_exactly_from_its_number_on() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 63]).Sample((needed, who) =>
        {
            string[] lines =
            [
                .. Witnesses.Select((witness, i) => $"witness w{i} {witness.VerifierKey}"),
                $"group g {needed} w0 w1 w2 w3 w4 w5", "quorum g",
            ];
            return Read(lines).IsQuorum(witness => (who >> (witness.Name[1] - '0') & 1) == 1)
                == System.Numerics.BitOperations.PopCount((uint)who) >= needed;
        }, iter: 200);

    private static WitnessPolicy Read(params string[] lines) =>
        WitnessPolicy.Parse(Cosigned.Utf8(string.Concat(lines.Select(line => line + '\n'))));
}
