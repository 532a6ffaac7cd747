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

    /// <summary>One scheduled action. The runtime's queue holds it as the timer's state, so nobody else has to.</summary>
    private sealed class Entry
    {
        private readonly PreciseScheduler _owner;
        private readonly Action _action;
        private readonly ICancelable? _cancelable;
        private readonly Timer _timer;
        private CancellationTokenRegistration _registration;
        private bool _repeats;

        public Entry(PreciseScheduler owner, Action action, ICancelable? cancelable)
        {
            (_owner, _action, _cancelable) = (owner, action, cancelable);
            _timer = new Timer(static state => ((Entry)state!).Fire(), this, Timeout.Infinite, Timeout.Infinite);
        }

        public void Start(TimeSpan delay, TimeSpan interval)
        {
            _repeats = interval != Timeout.InfiniteTimeSpan;
            if (_cancelable is not null)
                _registration = _cancelable.Token.UnsafeRegister(static state => ((Entry)state!)._timer.Dispose(), this);
            try
            {
                _timer.Change(Whole(delay), interval);
            }
            catch (ObjectDisposedException)
            {
                // Cancelled between the registration and here.
            }
        }

        // The runtime cuts to whole milliseconds and would fire early.
        private static TimeSpan Whole(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

        private void Fire()
        {
            if (!_repeats)
            {
                _timer.Dispose();
                _registration.Dispose();
            }

            if (_owner._stopped || _cancelable is { IsCancellationRequested: true })
            {
                _timer.Dispose();
                return;
            }

            try
            {
                _action();
            }
            catch (Exception error)
            {
                // An exception here would end the process; the wheel scheduler logs and stops the entry too.
                _timer.Dispose();
                _owner.Log.Error(error, "a scheduled action failed");
            }
        }
    }
}
