namespace Hermetic.Simulator;

/// <summary>
/// A clock that goes at its usual pace and can be moved on: what was due in the time between happens at once.
/// </summary>
public sealed class SimulatedClock(TimeProvider real) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Alarm> _alarms = [];
    private TimeSpan _ahead;

    /// <summary>Moves the clock on; it never goes back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Alarm[] alarms;
        lock (_gate)
        {
            _ahead += by;
            alarms = [.. _alarms];
        }
        foreach (var alarm in alarms)
            alarm.Reset();
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return real.GetUtcNow() + _ahead;
    }

    public override long TimestampFrequency => real.TimestampFrequency;

    public override long GetTimestamp()
    {
        lock (_gate)
            return real.GetTimestamp() + (long)(_ahead.TotalSeconds * real.TimestampFrequency);
    }

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Alarm(this, callback, state, dueTime, period);

    /// <summary>A timer of the real clock that is set anew whenever the simulated one moves.</summary>
    private sealed class Alarm : ITimer
    {
        private readonly SimulatedClock _clock;
        private readonly ITimer _timer;
        private readonly Lock _gate = new();
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public Alarm(
            SimulatedClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _timer = clock.Real.CreateTimer(
                _ => Ring(callback, state), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (clock._gate)
                clock._alarms.Add(this);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                _period = period;
            }
            return Reset();
        }

        public bool Reset()
        {
            lock (_gate)
            {
                var left = _due is { } due ? due - _clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
                return _timer.Change(
                    _due is not null && left < TimeSpan.Zero ? TimeSpan.Zero : left, Timeout.InfiniteTimeSpan);
            }
        }

        private void Ring(TimerCallback callback, object? state)
        {
            lock (_gate)
            {
                // Another ring may have been faster; a real timer may be a little early.
                if (_due is null || _due - _clock.GetUtcNow() > TimeSpan.FromMilliseconds(20))
                {
                    Reset();
                    return;
                }
                _due = _period > TimeSpan.Zero ? _due + _period : null;
            }
            callback(state);
            Reset();
        }

        public void Dispose()
        {
            lock (_clock._gate)
                _clock._alarms.Remove(this);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private TimeProvider Real => real;
}
