using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Verbs;

/// <summary><c>run</c>: submit, observe, answer (contract A9, B4).</summary>
internal sealed class RunVerb(string root, HostSession host, WaitVerb wait, TimeProvider time)
{
    // A9.1: a longer observation is clamped.
    private static readonly TimeSpan LongestSnapshot = TimeSpan.FromSeconds(10);

    public async Task<RunResponse> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        var began = options.BeganAt ?? time.GetTimestamp();
        var window = Window(options);
        var request = RunRequestBuilder.Build(options, root, JobId.New(time), ObserveMs(window));
        var watching = time.GetTimestamp();
        var reply = await host.AskAsync<JobReply>(request, TimeSpan.FromMilliseconds(request.ObserveMs), cancellation).ConfigureAwait(false);
        if (options.Wait && !reply.State.IsTerminal) reply = await wait.UntilEndAsync(request.JobId, null, cancellation).ConfigureAwait(false);
        var waited = window == TimeSpan.Zero ? 0 : (long)time.GetElapsedTime(watching).TotalMilliseconds;
        return Answer(request, options, reply, window, waited, began);
    }

    private RunResponse Answer(RunRequest request, RunOptions options, JobReply reply, TimeSpan? window, long waited, long began)
    {
        var state = reply.State;
        // With no observation the answer is what was known when it ran: running (B4). A launch that failed is said at once (B3).
        var observed = window != TimeSpan.Zero || state.Job.Status == JobStatus.Failed;
        var seen = observed && state.IsTerminal ? state : null;
        var directory = new JobDirectory(root, request.JobId);
        var snapshot = window == TimeSpan.Zero ? null : LogTail.Read(directory, options.Tail);
        return new RunResponse
        {
            JobId = request.JobId,
            State = seen?.Job.Status ?? JobStatus.Running,
            Tags = [.. options.Tags.Distinct()],
            EnvVars = EnvMask.Apply(options.Env, options.Mask),
            Snapshot = options.Wait ? null : snapshot,
            StdoutLogPath = directory.StdoutLog,
            StderrLogPath = directory.StderrLog,
            WaitedMs = waited,
            ElapsedMs = Math.Max(waited, (long)time.GetElapsedTime(began).TotalMilliseconds),
            ExitCode = seen?.Result.ExitCode,
            FinishedAt = seen?.FinishedAt,
            FinalSnapshot = options.Wait ? snapshot : null,
            Signal = seen?.Result.Signal,
            Reason = seen?.Reason,
            TimedOut = seen?.TimedOut,
            Error = seen?.Error,
            OutputComplete = seen?.OutputComplete,
            Unrecorded = reply.Unrecorded,
            KeeperLost = seen?.KeeperLost,
        };
    }

    // Null is until the end.
    private static TimeSpan? Window(RunOptions options) =>
        options.Wait ? null : options.SnapshotAfter < LongestSnapshot ? options.SnapshotAfter : LongestSnapshot;

    private static int ObserveMs(TimeSpan? window) => (int)Math.Min((window ?? TimeSpan.MaxValue).TotalMilliseconds, WaitRequest.LongestWaitMs);
}
