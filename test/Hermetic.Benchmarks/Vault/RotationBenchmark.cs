using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hermetic.Benchmarks.Rounds;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Benchmarks.Vault;

/// <summary>How fast rows are sealed anew after a rotation of the system key: unthrottled, in commits as the service makes them.</summary>
internal static class RotationBenchmark
{
    private const int Rows = 20_000;

    private static readonly Caller _staff = Caller.Staff(StaffId.New(), Permission.ChangeKeys);

    public static async Task<string> RunAsync()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Describe()}; {Rows:n0} rows, {KeyRotation.Batch} to a commit.").AppendLine();
        text.AppendLine("| | a new version, ms | rows sealed anew/s | the old version destroyed, ms |").AppendLine("|---|--:|--:|--:|");
        foreach (var postgres in new[] { false, true })
        {
            await using var stage = await VaultStage.OpenAsync(postgres);
            await FillAsync(stage);
            text.AppendLine(await LineAsync(stage, postgres ? "PostgreSQL" : "SQLite"));
        }
        return text.ToString();
    }

    private static async Task FillAsync(VaultStage stage)
    {
        for (var done = 0; done < Rows; done += 1000)
        {
            await stage.Database.CommitAsync(transaction =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    var id = RowIds.New();
                    AccountEvents.Keep(transaction, id, AccountEventSeverity.Warning,
                        stage.Vault.Ring.System.Seal<AccountEventContent>(new byte[200], AccountNotice.Context(id)));
                }
            });
        }
    }

    private static async Task<string> LineAsync(VaultStage stage, string engine)
    {
        var rotation = new KeyRotation(
            stage.Vault, stage.Database, new Retagging(stage.Vault, stage.Database, stage.Arena, "1"u8.ToArray(), TimeProvider.System), RotationSettings.Default, TimeProvider.System);
        var made = Stopwatch.GetTimestamp();
        await rotation.CreateAsync(RingKey.System, _staff, CancellationToken.None);
        await rotation.ActivateAsync(RingKey.System, _staff, CancellationToken.None);
        var making = Stopwatch.GetElapsedTime(made);
        var (begun, moved) = (Stopwatch.GetTimestamp(), 0);
        while (await rotation.ResealAsync(CancellationToken.None) is > 0 and var rows)
            moved += rows;
        var rate = moved / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        if (moved != Rows)
            throw new InvalidOperationException($"{moved} rows were sealed anew, not {Rows}.");
        var trimmed = Stopwatch.GetTimestamp();
        if (await rotation.TrimAsync(TimeSpan.Zero, static _ => true, _staff, CancellationToken.None) != 1)
            throw new InvalidOperationException("The old version was not destroyed.");
        return string.Create(CultureInfo.InvariantCulture,
            $"| {engine} | {making.TotalMilliseconds:n0} | {rate:n0} | {Stopwatch.GetElapsedTime(trimmed).TotalMilliseconds:n0} |");
    }
}
