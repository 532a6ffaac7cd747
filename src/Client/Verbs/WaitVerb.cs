using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Client.Verbs;

/// <summary>Waiting for a job's end, pushed by the host in pieces of half a minute (contract A14, B9).</summary>
internal sealed class WaitVerb(string root, HostSession host, TimeProvider time)
{
    /// <summary>
    /// The state at the end, or when the time is over; null waits for ever, but for half a minute where the end may be and cannot be written: what the
    /// disk refuses, it may refuse for ever.
    /// </summary>
    public async Task<JobReply> UntilEndAsync(string job, TimeSpan? timeout, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (new JobDirectory(root, job).TryReadFinished() is { } finished) return new JobReply(finished);
            var left = timeout is { } whole ? whole - time.GetElapsedTime(began) : TimeSpan.MaxValue;
            var piece = (int)Math.Clamp(left.TotalMilliseconds, 0, WaitRequest.LongestWaitMs);
            var request = new WaitRequest { JobId = job, TimeoutMs = piece };
            var reply = await host.AskAsync<JobReply>(request, TimeSpan.FromMilliseconds(piece), cancellation).ConfigureAwait(false);
            if (reply.State.IsTerminal || reply.Unrecorded is not null || left.TotalMilliseconds <= WaitRequest.LongestWaitMs) return reply;
        }
    }
}
