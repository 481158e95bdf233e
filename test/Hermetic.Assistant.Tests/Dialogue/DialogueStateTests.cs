using System.Buffers;
using System.Text;
using CsCheck;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class DialogueStateTests
{
    private static readonly DateTimeZone Berlin = SampleBusiness.HairSalon.Zone;
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    private static readonly Gen<LocalDate?> Dates =
        Gen.Int[0, 900].Select(days => days == 0 ? (LocalDate?)null : new LocalDate(2026, 1, 1).PlusDays(days));

    private static readonly Gen<LocalTime?> Times =
        Gen.Int[-1, 1439].Select(minute => minute < 0 ? (LocalTime?)null : LocalTime.Midnight.PlusMinutes(minute));

    private static readonly Gen<TimeOption> Options =
        from date in Dates
        from time in Times
        from hours in Gen.Int[-13, 14]
        select new TimeOption(date, time, hours < -12 ? null : Offset.FromHours(hours));

    private static readonly Gen<string> Ids = Gen.Int[0, 2].Select(index => new[] { "haircut", "beard-trim", "x" }[index]);

    private static readonly Gen<PendingAction?> Pending = Gen.OneOf<PendingAction?>(
        Gen.Const((PendingAction?)null),
        Gen.Const((PendingAction?)new PendingAction.Erase()),
        Gen.Const((PendingAction?)new PendingAction.HandOver()),
        Gen.Int[0, 1_000_000].Select(minute => (PendingAction?)new PendingAction.Book(
            new("haircut", (Now + Duration.FromMinutes(minute)).InZone(Berlin)))),
        Gen.Int[0, 9].Select(_ => (PendingAction?)new PendingAction.Cancel(AppointmentId.New())),
        Options.Array[1, 3].Select(options => (PendingAction?)new PendingAction.ChooseTime(new(options))),
        Ids.Array[1, 6].Select(options => (PendingAction?)new PendingAction.ChooseService(new(options))),
        Gen.Int[1, 10].Select(count => (PendingAction?)new PendingAction.ChooseAppointment(
            new(Enumerable.Range(0, count).Select(_ => AppointmentId.New())))),
        Gen.Enum<Intent>().Array[1, 2].Select(options => (PendingAction?)new PendingAction.ChooseIntent(new(options))));

    private static readonly Gen<DialogueState> States =
        from flow in Gen.Enum<Flow>()
        from slot in Options
        from pending in Pending
        from failures in Gen.Int[0, 9]
        from nonce in Gen.ULong
        select new DialogueState
        {
            Flow = flow,
            ServiceId = failures % 2 == 0 ? null : "haircut",
            Date = slot.Date,
            Time = slot.Time,
            Offset = slot.Offset,
            Pending = pending,
            Nonce = pending is null ? null : ((UInt128)nonce << 64) | ~nonce,
            Failures = failures,
            LastTurn = Now,
            Language = "en",
        };

    private static byte[] Written(DialogueState state)
    {
        var to = new ArrayBufferWriter<byte>();
        state.Write(to);
        return to.WrittenSpan.ToArray();
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        States.Sample(state => Assert.Equal(state, DialogueState.Read(Written(state))));

    [Fact]
    public void It_stays_small() => States.Sample(state => Assert.InRange(Written(state).Length, 1, 1024));

    [Fact]
    public void Damaged_bytes_are_read_without_an_error() =>
        Gen.Select(States, Gen.Int[0, 2000], Gen.Byte).Sample((state, at, value) =>
        {
            var bytes = Written(state);
            bytes[at % bytes.Length] = value;
            Assert.NotNull(DialogueState.Read(bytes));
            Assert.NotNull(DialogueState.Read(bytes.AsSpan(0, at % bytes.Length)));
        });

    [Fact]
    public void Random_bytes_are_a_fresh_state() => Gen.Byte.Array[0, 200].Sample(
        bytes => Assert.Equal(DialogueState.Fresh, DialogueState.Read(bytes)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"lang":"en","at":0,"fails":0,"flow":0,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":null,"at":0,"fails":0,"flow":0,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":9,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{"d":"2026-02-30"}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{"t":7}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{"o":99999999}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{"pay":1}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{"intents":[99]}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"nonce":"zz"}""")]
    [InlineData("""{"v":1,"lang":"en","at":99999999999999999,"fails":0,"flow":1,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{"book":"x","zone":"Mars/Base","at":0}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{}} {}""")]
    public void What_is_not_ours_is_a_fresh_state(string json) =>
        Assert.Equal(DialogueState.Fresh, DialogueState.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_state_lives_for_a_day_and_only_its_language_longer()
    {
        var state = DialogueState.Fresh with { LastTurn = Now, Flow = Flow.Book, ServiceId = "haircut", Language = "de" };

        Assert.Equal(state, state.At(Now + Duration.FromHours(24) - Duration.FromNanoseconds(1)));
        Assert.Equal(DialogueState.Fresh with { Language = "de" }, state.At(Now + Duration.FromHours(24)));
    }
}
