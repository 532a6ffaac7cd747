using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary><c>kill</c>: one signal, then the end or what the job is when the wait is over (contract A15, B5).</summary>
internal sealed class KillVerb(string root, HostSession host, KnownEnd ends, WaitVerb wait)
{
    public async Task<KillResponse> KillAsync(string job, int signal, TimeSpan patience, bool tree, CancellationToken cancellation)
    {
        OptionRule.Refuse(RequestRule.OfSignal(signal));
        OptionRule.CheckWait("wait_ms", patience);
        var id = JobFinder.Find(root, job);
        if (ends.Read(id) is { } finished) return Answers.Kill(id, signal, finished, null);
        var waitMs = host.PieceOf(patience);
        var request = new KillRequest { JobId = id, Signal = signal, WaitMs = waitMs, Tree = tree };
        var reply = await host.AskAsync<JobReply>(request, TimeSpan.FromMilliseconds(waitMs), cancellation).ConfigureAwait(false);
        // The host holds one answer for a while only.
        var rest = patience - TimeSpan.FromMilliseconds(waitMs);
        if (!reply.State.IsTerminal && rest > TimeSpan.Zero) reply = await wait.UntilEndAsync(id, rest, cancellation).ConfigureAwait(false);
        var answer = Answers.Kill(id, signal, reply.State, reply.Unrecorded);
        return signal == Signals.Kill && patience > TimeSpan.Zero && !reply.State.IsTerminal && IsBeyondSignals(reply.State) ? answer with { Unkillable = true } : answer;
    }

    // Uninterruptible sleep: on a dead network file system, in a broken driver, in a frozen container (fault 30). SIGKILL waits for its end like everybody.
    private static bool IsBeyondSignals(JobState state) =>
        state is { Pid: { } pid, PidStartTicks: { } ticks, BootId: { } boot } && boot == ProcessIdentity.CurrentBootId
        && ProcessStat.TryRead(pid) is { State: 'D' } stat && stat.StartTicks == ticks;
}
