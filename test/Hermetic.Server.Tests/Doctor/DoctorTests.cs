using System.Net.Http.Json;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Server.Doctor;
using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Doctor;

public sealed class DoctorTests
{
    private const string Limits =
        "Limit                     Soft Limit           Hard Limit           Units     \n"
        + "Max core file size        {0}                    unlimited            bytes     \n"
        + "Max locked memory         8388608              8388608              bytes     \n";

    [Fact]
    public async Task A_service_with_a_key_file_says_what_a_thief_of_the_directory_gets_and_who_could_rewrite_the_ledger()
    {
        await using var service = await RunningService.StartAsync();
        using var staff = StaffClient.Over(DataLock.SocketPath(service.Parts.GetRequiredService<Settings>().Data));
        var findings = await staff.GetFromJsonAsync<JsonElement>(new Uri("doctor", UriKind.Relative));

        Assert.Contains("everything", Sentence(findings, "root provider"), StringComparison.Ordinal);
        Assert.Contains("level L0", Sentence(findings, "erasure"), StringComparison.Ordinal);
        Assert.Contains("not against the operator", Sentence(findings, "ledger"), StringComparison.Ordinal);
        Assert.All(findings.EnumerateArray(), finding =>
            Assert.Equal(finding.GetProperty("grade").GetString() != "good", finding.TryGetProperty("remedy", out _)));
    }

    [Theory]
    [InlineData(SecretMemoryTier.MemfdSecret, "Good")]
    [InlineData(SecretMemoryTier.Locked, "Good")]
    [InlineData(SecretMemoryTier.Ordinary, "Problem")]
    public void Ordinary_memory_breaks_a_promise(SecretMemoryTier tier, string grade) =>
        Assert.Equal(grade, MachineFindings.Memory(tier).Grade.ToString());

    [Theory]
    [InlineData("0", "Good")]
    [InlineData("unlimited", "Limit")]
    [InlineData("1000000", "Limit")]
    public void Core_dumps_are_read_from_the_soft_limit(string soft, string grade) =>
        Assert.Equal(grade, MachineFindings.CoreDumps(Limits.Replace("{0}", soft, StringComparison.Ordinal)).Grade.ToString());

    [Fact]
    public void Where_the_system_does_not_tell_nothing_is_claimed()
    {
        Assert.Equal(Grade.Limit, MachineFindings.CoreDumps("").Grade);
        Assert.Equal(Grade.Limit, MachineFindings.Diagnostics(answers: true).Grade);
        Assert.Equal(Grade.Limit, MachineFindings.Volume("Data", null).Grade);
    }

    [Theory]
    [InlineData("Filename Type Size Used Priority\n", "Good")]
    [InlineData("Filename Type Size Used Priority\n/dev/dm-1 partition 8388604 0 -2\n", "Limit")]
    public void Swap_is_a_line_below_the_heading(string swaps, string grade) =>
        Assert.Equal(grade, MachineFindings.Swap(swaps).Grade.ToString());

    [Fact]
    public void An_encrypted_volume_is_known_by_what_the_device_mapper_calls_it() => Assert.Equal(
        (Grade.Good, Grade.Limit),
        (MachineFindings.Volume("Data", "CRYPT-LUKS2-0f-data").Grade, MachineFindings.Volume("Data", "LVM-abc").Grade));

    [Theory]
    [InlineData("/srv/data/x", "8:2")]
    [InlineData("/srv/data", "8:2")]
    [InlineData("/srv/database", "8:1")]
    [InlineData("/srv/with blank/x", "8:3")]
    [InlineData("/over/x", "8:5")]
    [InlineData("/", "8:1")]
    public void A_path_lies_on_the_longest_mount_point_above_it_and_of_two_on_the_later(string path, string device) =>
        Assert.Equal(device, new MountTable(
            "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 8:2 / /srv/data rw - ext4 /dev/b rw\n"
            + "3 1 8:3 / /srv/with\\040blank rw - ext4 /dev/c rw\n4 1 8:4 / /over rw - ext4 /dev/d rw\n"
            + "5 1 8:5 / /over rw - ext4 /dev/e rw\nodd\n").DeviceOf(path));

    [Fact]
    public void A_token_and_a_key_service_are_worth_more_than_a_file()
    {
        var token = KeyFindings.Of(
            "pkcs11", "A token", new(ErasureLevel.TokenKeyDestroyed, TimeSpan.Zero, "It is destroyed.")).ToList();
        var service = KeyFindings.Of(
            "aws-kms", "A service", new(ErasureLevel.FileOverwritten, TimeSpan.FromDays(7), "Overwritten.")).ToList();

        Assert.All(token, finding => Assert.Equal(Grade.Good, finding.Grade));
        Assert.Contains("from that moment on", token[1].Sentence, StringComparison.Ordinal);
        Assert.Equal([Grade.Good, Grade.Limit], service.Select(finding => finding.Grade));
        Assert.Contains("after 7 days", service[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_escrow_that_is_away_breaks_a_promise_and_one_that_is_behind_is_named()
    {
        var (there, behind, away) = (
            new EscrowStanding("north", IsSettled: true, HasFailed: false),
            new EscrowStanding("south", IsSettled: false, HasFailed: false),
            new EscrowStanding("west", IsSettled: false, HasFailed: true));

        Assert.Equal(Grade.Limit, KeyFindings.Escrows([]).Grade);
        Assert.Equal(Grade.Good, KeyFindings.Escrows([there]).Grade);
        Assert.Equal(
            (Grade.Limit, true), (KeyFindings.Escrows([there, behind]).Grade, Names(KeyFindings.Escrows([there, behind]), "south")));
        Assert.Equal(
            (Grade.Problem, true, false),
            (KeyFindings.Escrows([there, behind, away]).Grade, Names(KeyFindings.Escrows([there, away]), "west"),
                Names(KeyFindings.Escrows([there, away]), "north")));

        static bool Names(Finding finding, string name) => finding.Sentence.Contains(name, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_due_is_named_and_so_is_what_waits_for_a_trim()
    {
        var year = TimeSpan.FromDays(365);
        Assert.Equal(Grade.Good, KeyFindings.Rotation([], year).Grade);
        Assert.Equal(Grade.Limit, KeyFindings.Rotation([], after: null).Grade);
        Assert.Contains("system, blind-index", KeyFindings.Rotation([RingKey.System, RingKey.BlindIndex], year).Sentence, StringComparison.Ordinal);

        var tags = new WaitingVersion(RingKey.BlindIndex, 1, 12, new DateOnly(2027, 1, 3), GoesByItself: true);
        var ledger = new WaitingVersion(RingKey.LedgerSeed, 1, 0, Until: null, GoesByItself: false);
        Assert.Equal(Grade.Good, KeyFindings.Trim([]).Grade);
        Assert.Equal(Grade.Good, KeyFindings.Trim([tags]).Grade);
        Assert.Contains("blind-index 1 (12 rows need it, until 2027-01-03)", KeyFindings.Trim([tags]).Sentence, StringComparison.Ordinal);
        Assert.Equal(Grade.Limit, KeyFindings.Trim([tags, ledger]).Grade);
    }

    [Fact]
    public async Task A_service_says_what_is_due_what_waits_and_that_it_has_no_escrow()
    {
        await using var service = await RunningService.StartAsync(("Keys:Rotation:TrimAfterDays", "0"));
        var examination = service.Parts.GetRequiredService<Examination>();
        Assert.Equal(
            [Grade.Limit, Grade.Good, Grade.Good],
            examination.Findings().Where(finding => finding.Topic is "escrows" or "rotation" or "earlier keys").Select(finding => finding.Grade));

        var rotation = service.Parts.GetRequiredService<KeyRotation>();
        await rotation.CreateAsync(RingKey.Confirmation, RingSettlement.Caller, default);
        await rotation.ActivateAsync(RingKey.Confirmation, RingSettlement.Caller, default);

        Assert.Contains(
            "confirmation 1 (nothing lies under it)",
            examination.Findings().Single(finding => finding is { Topic: "earlier keys", Grade: Grade.Limit }).Sentence,
            StringComparison.Ordinal);
    }

    private static string Sentence(JsonElement findings, string topic) =>
        findings.EnumerateArray().Single(finding => finding.GetProperty("topic").GetString() == topic)
            .GetProperty("sentence").GetString()!;
}
