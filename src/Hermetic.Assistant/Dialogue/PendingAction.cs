using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// What a button would do. The host computes the button's authentication code over
/// <see cref="WriteCanonical"/>, the choice, its nonce, sender and expiry, so that a press endorses exactly
/// this action and no other.
/// </summary>
public abstract partial record PendingAction
{
    // Two actions never share a kind, and a kind is never reused: old buttons may still be on somebody's
    // screen.
    private const byte Version = 1;

    private PendingAction()
    {
    }

    private protected abstract byte Kind { get; }

    /// <summary>The buttons, or the rows of the list, that it is shown with, in order.</summary>
    public virtual IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];

    /// <summary>Make this appointment.</summary>
    public sealed record Book(Booking Booking) : PendingAction
    {
        private protected override byte Kind => 1;

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Change, Choice.Cancel];

        private protected override void WriteFields(CanonicalWriter to) => to.Booking(Booking);
    }

    /// <summary>Let this appointment be at another time, with somebody else or for another service.</summary>
    public sealed record Move(AppointmentId Appointment, Booking Booking) : PendingAction
    {
        private protected override byte Kind => 40;

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Change, Choice.Cancel];

        private protected override void WriteFields(CanonicalWriter to)
        {
            to.Id(Appointment);
            to.Booking(Booking);
        }
    }

    /// <summary>Cancel this appointment.</summary>
    public sealed record Cancel(AppointmentId Appointment) : PendingAction
    {
        private protected override byte Kind => 2;

        private protected override void WriteFields(CanonicalWriter to) => to.Id(Appointment);
    }

    /// <summary>Erase all that is known about the person.</summary>
    public sealed record Erase : PendingAction
    {
        private protected override byte Kind => 3;
    }

    /// <summary>Bring a person of the business into the chat.</summary>
    /// <param name="Reason">What made the assistant offer one; only where that is more than being asked.</param>
    public sealed record HandOver(HandOverReason Reason = HandOverReason.Asked) : PendingAction
    {
        private protected override byte Kind => 4;

        private protected override void WriteFields(CanonicalWriter to)
        {
            if (Reason != HandOverReason.Asked)
                to.Number((int)Reason);
        }
    }

    /// <summary>Which time is meant or wanted.</summary>
    /// <param name="Options">At most 10.</param>
    public sealed record ChooseTime(Options<TimeOption> Options) : PendingAction
    {
        private protected override byte Kind => 5;

        public override IReadOnlyList<Choice> Choices => Options.Choices();

        private protected override void WriteFields(CanonicalWriter to)
        {
            foreach (var option in Options)
            {
                to.Date(option.Date);
                to.Clock(option.Time);
                to.Number(option.Offset?.Seconds ?? int.MinValue);
            }
        }
    }

    /// <summary>Which service is wanted, by id. More than 10 are listed by number.</summary>
    public sealed record ChooseService(Options<string> Options) : PendingAction
    {
        private protected override byte Kind => 6;

        public override IReadOnlyList<Choice> Choices => Options.Choices();

        private protected override void WriteFields(CanonicalWriter to)
        {
            foreach (var serviceId in Options)
                to.Text(serviceId);
        }
    }

    /// <summary>Which appointment is meant.</summary>
    /// <param name="Options">At most 10.</param>
    public sealed record ChooseAppointment(Options<AppointmentId> Options) : PendingAction
    {
        private protected override byte Kind => 7;

        public override IReadOnlyList<Choice> Choices => Options.Choices();

        private protected override void WriteFields(CanonicalWriter to)
        {
            foreach (var appointment in Options)
                to.Id(appointment);
        }
    }

    /// <summary>With whom.</summary>
    /// <param name="Options">Ids of staff members, at most 10.</param>
    public sealed record ChooseStaff(Options<string> Options) : PendingAction
    {
        private protected override byte Kind => 41;

        public override IReadOnlyList<Choice> Choices => Options.Choices();

        private protected override void WriteFields(CanonicalWriter to)
        {
            foreach (var staffId in Options)
                to.Text(staffId);
        }
    }

    /// <summary>Leave it at that: what was asked about is not changed, nothing more is booked.</summary>
    /// <param name="Booked">Something was booked just before, and stays so.</param>
    public sealed record Leave(bool Booked) : PendingAction
    {
        private protected override byte Kind => 42;

        public override IReadOnlyList<Choice> Choices => [Choice.Cancel];

        private protected override void WriteFields(CanonicalWriter to) => to.Number(Booked ? 1 : 0);
    }

    /// <summary>What the person wants to do.</summary>
    public sealed record ChooseIntent(Options<Intent> Options) : PendingAction
    {
        private protected override byte Kind => 8;

        public override IReadOnlyList<Choice> Choices => [.. Options.Choices(), Choice.Cancel];

        private protected override void WriteFields(CanonicalWriter to)
        {
            foreach (var intent in Options)
                to.Number((int)intent);
        }
    }

    /// <summary>Remind of this appointment.</summary>
    /// <param name="MinutesBefore">By the clock on the wall; at least 1.</param>
    public sealed record Remind(AppointmentId Appointment, int MinutesBefore) : PendingAction
    {
        private protected override byte Kind => 16;

        private protected override void WriteFields(CanonicalWriter to)
        {
            to.Id(Appointment);
            to.Number(MinutesBefore);
        }
    }

    /// <summary>Do not remind of this appointment.</summary>
    public sealed record NoReminder(AppointmentId Appointment) : PendingAction
    {
        private protected override byte Kind => 17;

        private protected override void WriteFields(CanonicalWriter to) => to.Id(Appointment);
    }

    /// <summary>
    /// version (1) ‖ kind (1) ‖ fields in order, each fixed in length or preceded by its length as 2 bytes,
    /// big-endian.
    /// </summary>
    public void WriteCanonical(IBufferWriter<byte> to)
    {
        to.Write([Version, Kind]);
        WriteFields(new(to));
    }

    private protected virtual void WriteFields(CanonicalWriter to)
    {
    }

    private protected readonly record struct CanonicalWriter(IBufferWriter<byte> To)
    {
        public void Number(int value)
        {
            BinaryPrimitives.WriteInt32BigEndian(To.GetSpan(sizeof(int)), value);
            To.Advance(sizeof(int));
        }

        public void Text(string value)
        {
            var length = Encoding.UTF8.GetByteCount(value);
            BinaryPrimitives.WriteUInt16BigEndian(To.GetSpan(sizeof(ushort)), checked((ushort)length));
            To.Advance(sizeof(ushort));
            Encoding.UTF8.GetBytes(value, To);
        }

        public void Name(PersonName name)
        {
            BinaryPrimitives.WriteUInt16BigEndian(To.GetSpan(sizeof(ushort)), checked((ushort)name.Utf8.Length));
            To.Advance(sizeof(ushort));
            To.Write(name.Utf8);
        }

        public void Id(AppointmentId id)
        {
            id.Value.TryWriteBytes(To.GetSpan(16), bigEndian: true, out var written);
            To.Advance(written);
        }

        /// <summary>With whom comes last and only where there is somebody: without, it ends with the offset.</summary>
        public void Booking(Booking value)
        {
            Text(value.ServiceId);
            Time(value.Start);
            Number(value.Zoned.Offset.Seconds);
            if (value.StaffId is { } staffId)
                Text(staffId);
        }

        public void Time(LocalDateTime value)
        {
            Date(value.Date);
            Clock(value.TimeOfDay);
        }

        /// <summary>yyyymmdd; 0 when unset.</summary>
        public void Date(LocalDate? value) =>
            Number(value is { } date ? (date.Year * 10_000) + (date.Month * 100) + date.Day : 0);

        /// <summary>Minutes of the day; -1 when unset.</summary>
        public void Clock(LocalTime? value) =>
            Number(value is { } time ? (time.Hour * 60) + time.Minute : -1);
    }
}
