using AgentExec.Contracts.Jobs;
using static AgentExec.Actors.Notifications.NotifierProtocol;

namespace AgentExec.Actors.Notifications;

/// <summary>When a watcher is answered.</summary>
public static class WatchRule
{
    /// <param name="watch">What is waited for.</param>
    /// <param name="state">What is on disk, null when nothing yet.</param>
    /// <param name="patienceOver">Whether the watcher's time is over; nobody is ever told what disk does not say, so without a state it waits on.</param>
    public static bool IsDue(Watch watch, JobState? state, bool patienceOver) =>
        state is not null && (patienceOver || watch.Until == Until.Recorded || state.IsTerminal);
}
