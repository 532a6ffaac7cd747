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
        var request = RunRequestBuilder.Build(options, root, JobId.New(time), window is { } shown ? (int)shown.TotalMilliseconds : host.PieceOf(TimeSpan.MaxValue));
        var watching = time.GetTimestamp();
        var reply = await AskAsync(request, options.Wait, cancellation).ConfigureAwait(false);
        // Another id than the chosen one is that of the job which the request id had started before.
        var job = reply.State.Job.Id;
        var waited = window == TimeSpan.Zero ? 0 : (long)time.GetElapsedTime(watching).TotalMilliseconds;
        var answer = Answer(job, job != request.JobId, options, reply, window, waited, began);
        return answer.Repeated is true ? AsFirstSubmitted(answer) : answer;
    }

    private async Task<JobReply> AskAsync(RunRequest request, bool untilEnd, CancellationToken cancellation)
    {
        var (job, sent, began) = (request.JobId, false, time.GetTimestamp());
        try
        {
            var reply = await host.AskAsync<JobReply>(request, TimeSpan.FromMilliseconds(request.ObserveMs), cancellation, () => sent = true).ConfigureAwait(false);
            job = reply.State.Job.Id;
            return untilEnd && !reply.State.IsTerminal ? await wait.UntilEndAsync(job, null, cancellation, began).ConfigureAwait(false) : reply;
        }
        catch (OperationCanceledException cancelled) when (sent)
        {
            throw new JobLeftException(job, cancelled, cancellation);
        }
    }

    private RunResponse Answer(string job, bool repeated, RunOptions options, JobReply reply, TimeSpan? window, long waited, long began)
    {
        var state = reply.State;
        // With no observation the answer is what was known when it ran: running (B4). A launch that failed is said at once (B3).
        var observed = window != TimeSpan.Zero || repeated || state.Job.Status == JobStatus.Failed;
        var seen = observed && state.IsTerminal ? state : null;
        var directory = new JobDirectory(root, job);
        var snapshot = window == TimeSpan.Zero ? null : LogTail.Read(directory, options.Tail);
        return new RunResponse
        {
            JobId = job,
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
            DroppedBytes = Answers.MoreThanNone(seen?.DroppedBytes),
            UnwrittenBytes = Answers.MoreThanNone(seen?.UnwrittenBytes),
            Unrecorded = reply.Unrecorded,
            KeeperLost = seen?.KeeperLost,
            OomSuspected = seen?.OomSuspected,
            CoreDumped = seen?.CoreDumped,
            Warning = state.Warning,
            RequestId = options.RequestId,
            Repeated = repeated ? true : null,
        };
    }

    // What this call said of tags and variables has not become the job's.
    private RunResponse AsFirstSubmitted(RunResponse answer)
    {
        var meta = new JobDirectory(root, answer.JobId).ReadMeta();
        return answer with { Tags = meta.Tags, EnvVars = meta.EnvVars };
    }

    // Null is until the end.
    private static TimeSpan? Window(RunOptions options) =>
        options.Wait ? null : options.SnapshotAfter < LongestSnapshot ? options.SnapshotAfter : LongestSnapshot;
}
