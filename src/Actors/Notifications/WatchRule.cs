using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Notifications.NotifierProtocol;

namespace AgentExec.Actors.Notifications;

/// <summary>What an asker waits for, and when it is answered.</summary>
public static class WatchRule
{
    /// <summary>What a request waits for: a first state, or the end for as long as it has patience.</summary>
    public static Watch For(JobRequest request, IActorRef asker)
    {
        var (until, patienceMs) = request switch
        {
            RunRequest { ObserveMs: > 0 } run => (Until.Ended, run.ObserveMs),
            WaitRequest wait => (Until.Ended, wait.TimeoutMs),
            KillRequest { WaitMs: > 0 } kill => (Until.Ended, kill.WaitMs),
            _ => (Until.Recorded, 0),
        };
        return new Watch(request.RequestId, asker, until, TimeSpan.FromMilliseconds(patienceMs));
    }

    /// <param name="watch">What is waited for.</param>
    /// <param name="state">What is on disk, null when nothing yet.</param>
    /// <param name="patienceOver">Whether the watcher's time is over; nobody is ever told what disk does not say, so without a state it waits on.</param>
    public static bool IsDue(Watch watch, JobState? state, bool patienceOver) =>
        state is not null && (patienceOver || watch.Until == Until.Recorded || state.IsTerminal);
}
