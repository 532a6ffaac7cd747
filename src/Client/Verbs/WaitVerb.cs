using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Client.Verbs;

/// <summary>Waiting for a job's end, pushed by the host; request follows request (contract A14, B9).</summary>
internal sealed class WaitVerb(string root, HostSession host, TimeProvider time)
{
    /// <summary>
    /// The state at the end, or when the time is over; null waits for ever, but for half a minute where the end may be and cannot be written: what the
    /// disk refuses, it may refuse for ever.
    /// </summary>
    /// <param name="job">Its id.</param>
    /// <param name="timeout">Null waits for ever.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="since">When the wait began; null for now.</param>
    public async Task<JobReply> UntilEndAsync(string job, TimeSpan? timeout, CancellationToken cancellation, long? since = null)
    {
        var began = since ?? time.GetTimestamp();
        while (true)
        {
            if (new JobDirectory(root, job).TryReadFinished() is { } finished) return new JobReply(finished);
            var left = timeout is { } whole ? whole - time.GetElapsedTime(began) : TimeSpan.MaxValue;
            var piece = host.PieceOf(left);
            var request = new WaitRequest { JobId = job, TimeoutMs = piece };
            var reply = await host.AskAsync<JobReply>(request, TimeSpan.FromMilliseconds(piece), cancellation).ConfigureAwait(false);
            var isOver = left.TotalMilliseconds <= piece || reply.Unrecorded is not null && time.GetElapsedTime(began).TotalMilliseconds >= WaitRequest.LongestWaitMs;
            if (reply.State.IsTerminal || isOver) return reply;
        }
    }
}
