using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace AgentExec.Remoting;

/// <summary>
/// Akka's scheduler on the runtime's own timers: due to the millisecond, and no thread that ticks while nothing is due. Named by
/// <c>akka.scheduler.implementation</c> and therefore created by reflection.
/// </summary>
public sealed class PreciseScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log), IDisposable
{
    private volatile bool _stopped;

    public override TimeSpan MonotonicClock => Stopwatch.GetElapsedTime(0);

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    protected override DateTimeOffset TimeNow => DateTimeOffset.UtcNow;

    /// <summary>After this nothing that is still due runs.</summary>
    public void Dispose() => _stopped = true;

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Start(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Start(initialDelay, interval, action, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Start(initialDelay, interval, action.Run, cancelable);

    private void Start(TimeSpan delay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        if (cancelable is { IsCancellationRequested: true }) return;
        new Entry(this, action, cancelable).Start(delay, interval);
    }

    /// <summary>
    /// One scheduled action, always armed for one shot: the runtime's clock is coarser than ours and would fire early by some milliseconds, its timers
    /// reach only 49 days, and a period of theirs would drift. The runtime's queue holds the entry as the timer's state, so nobody else has to.
    /// </summary>
    private sealed class Entry
    {
        private static readonly TimeSpan Reach = TimeSpan.FromDays(40);

        private readonly PreciseScheduler _owner;
        private readonly Action _action;
        private readonly ICancelable? _cancelable;
        private readonly Timer _timer;
        private CancellationTokenRegistration _registration;
        private TimeSpan _due, _interval;

        public Entry(PreciseScheduler owner, Action action, ICancelable? cancelable)
        {
            (_owner, _action, _cancelable) = (owner, action, cancelable);
            _timer = new Timer(static state => ((Entry)state!).Fire(), this, Timeout.Infinite, Timeout.Infinite);
        }

        public void Start(TimeSpan delay, TimeSpan interval)
        {
            (_due, _interval) = (_owner.MonotonicClock + delay, interval);
            if (_cancelable is not null)
                _registration = _cancelable.Token.UnsafeRegister(static state => ((Entry)state!)._timer.Dispose(), this);
            Arm();
        }

        private void Arm()
        {
            var left = _due - _owner.MonotonicClock;
            // The runtime cuts to whole milliseconds.
            var pause = left <= TimeSpan.Zero ? TimeSpan.Zero : left > Reach ? Reach : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            try
            {
                _timer.Change(pause, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // Cancelled meanwhile.
            }

            // Nobody else may hold the entry: a collection in the middle of arming it would take the timer away.
            GC.KeepAlive(this);
        }

        private void Fire()
        {
            if (_owner._stopped || _cancelable is { IsCancellationRequested: true }) End();
            else if (_owner.MonotonicClock < _due) Arm();
            else if (!TryAct() || _interval == Timeout.InfiniteTimeSpan) End();
            else
            {
                // Behind by more than one, as after a suspension, it goes on from now instead of catching up.
                var now = _owner.MonotonicClock;
                _due = _due + _interval > now ? _due + _interval : now + _interval;
                Arm();
            }
        }

        private void End()
        {
            _timer.Dispose();
            _registration.Dispose();
        }

        private bool TryAct()
        {
            try
            {
                _action();
                return true;
            }
            catch (Exception error)
            {
                // An exception here would end the process; the wheel scheduler logs and stops the entry too.
                _owner.Log.Error(error, "a scheduled action failed");
                return false;
            }
        }
    }
}
