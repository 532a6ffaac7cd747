using Akka.Actor;
using static AgentExec.Actors.Timeouts.TimeoutProtocol;

namespace AgentExec.Actors.Timeouts;

/// <summary>Holds the timers of one job's <see cref="TimeoutLadder"/>. Restarted when it fails, and armed again by its parent.</summary>
public sealed class TimeoutActor(TimeSpan grace) : UntypedActor, IWithTimers
{
    // Timers of the runtime end at about 49 days; a longer deadline is looked at again then.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(40);

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(TimeSpan grace) => ActorProps.Of(() => new TimeoutActor(grace));

    protected override void PreStart() => Context.Parent.Tell(new Ready());

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Arm arm when arm.Remaining > Horizon:
                Timers.StartSingleTimer("again", new Ready(), Horizon);
                break;
            case Arm arm:
                foreach (var (due, step) in TimeoutLadder.Plan(arm.Remaining, arm.KillAfter, grace))
                    Timers.StartSingleTimer(step, new Overdue(step), due);
                break;
            case Ready or Overdue:
                Context.Parent.Tell(message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
