using System.Text;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>Full answers: the order of keys with every optional one there (contract A9.8, A12 to A16, part B).</summary>
public sealed class AnswerShapeTests
{
    private const string Head = "{\"schema_version\":\"0.1\",\"ok\":true,\"type\":\"";

    private static readonly Snapshot Tail = new()
    {
        StdoutTail = "o", StderrTail = "e", Truncated = true, StdoutObservedBytes = 1, StderrObservedBytes = 2, StdoutIncludedBytes = 3, StderrIncludedBytes = 4,
        DroppedBytes = 5, UnwrittenBytes = 6,
    };

    private const string TailText =
        """{"stdout_tail":"o","stderr_tail":"e","truncated":true,"encoding":"utf-8-lossy","stdout_observed_bytes":1,"stderr_observed_bytes":2,"stdout_included_bytes":3,"stderr_included_bytes":4,"dropped_bytes":5,"unwritten_bytes":6}""";

    [Fact]
    public void Run() => Assert.Equal(
        Head + """run","job_id":"i","state":"killed","tags":["a"],"env_vars":["A=1"],"snapshot":""" + TailText
        + ""","stdout_log_path":"so","stderr_log_path":"se","waited_ms":5,"elapsed_ms":6,"exit_code":7,"finished_at":"f","final_snapshot":""" + TailText
        + ""","signal":"15","reason":"timeout","timed_out":true,"error":"x","output_complete":false,"unrecorded":"y"}""",
        Text(new RunResponse
        {
            JobId = "i", State = JobStatus.Killed, Tags = ["a"], EnvVars = ["A=1"], Snapshot = Tail, StdoutLogPath = "so", StderrLogPath = "se",
            WaitedMs = 5, ElapsedMs = 6, ExitCode = 7, FinishedAt = "f", FinalSnapshot = Tail, Signal = "15", Reason = EndReason.Timeout,
            TimedOut = true, Error = "x", OutputComplete = false, Unrecorded = "y",
        }));

    [Fact]
    public void Status() => Assert.Equal(
        Head + """status","job_id":"i","state":"failed","exit_code":1,"started_at":"s","finished_at":"f","signal":"9","reason":"lost","timed_out":true,"error":"x","output_complete":true,"dropped_bytes":5,"unwritten_bytes":6,"unrecorded":"y"}""",
        Text(new StatusResponse
        {
            JobId = "i", State = JobStatus.Failed, ExitCode = 1, StartedAt = "s", FinishedAt = "f", Signal = "9", Reason = EndReason.Lost, TimedOut = true,
            Error = "x", OutputComplete = true, DroppedBytes = 5, UnwrittenBytes = 6, Unrecorded = "y",
        }));

    [Fact]
    public void Of_dropped_bytes_nothing_is_said_when_there_are_none() => Assert.DoesNotContain(
        "dropped", Text(new StatusResponse { JobId = "i", State = JobStatus.Running, StartedAt = "s" }), StringComparison.Ordinal);

    [Fact]
    public void Gc() => Assert.Equal(
        Head + """gc","root":"r","dry_run":true,"older_than":"1d","older_than_source":"flag","deleted":1,"skipped":2,"freed_bytes":3,"jobs":[{"job_id":"i","state":"exited","action":"would_delete","reason":"older_than_1d","bytes":4},{"job_id":"j","state":"unknown","action":"skipped","reason":"x","bytes":0}]}""",
        Text(new GcResponse
        {
            Root = "r", DryRun = true, OlderThan = "1d", OlderThanSource = AgeSource.Flag, Deleted = 1, Skipped = 2, FreedBytes = 3,
            Jobs =
            [
                new GcJob { JobId = "i", State = JobStatus.Exited, Action = GcAction.WouldDelete, Reason = "older_than_1d", Bytes = 4 },
                new GcJob { JobId = "j", State = JobStatus.Unknown, Action = GcAction.Skipped, Reason = "x", Bytes = 0 },
            ],
        }));

    [Fact]
    public void List() => Assert.Equal(
        Head + """list","root":"r","jobs":[{"job_id":"i","state":"unknown","exit_code":1,"started_at":"s","finished_at":"f","updated_at":"u","tags":[],"reason":"signaled","error":"x"}],"truncated":true,"skipped":2}""",
        Text(new ListResponse
        {
            Root = "r", Truncated = true, Skipped = 2,
            Jobs = [new JobSummary { JobId = "i", State = JobStatus.Unknown, ExitCode = 1, StartedAt = "s", FinishedAt = "f", UpdatedAt = "u", Tags = [], Reason = EndReason.Signaled, Error = "x" }],
        }));

    [Fact]
    public void Error() => Assert.Equal(
        """{"schema_version":"0.1","ok":false,"type":"error","error":{"code":"request_too_large","message":"m","retryable":false,"details":{"limit_bytes":5}}}""",
        Text(new ErrorResponse(new ErrorDetail(ErrorCode.RequestTooLarge, "m", false) { Details = new ErrorFacts { LimitBytes = 5 } })));

    private static string Text(Response response) => Encoding.UTF8.GetString(ContractJson.ToLine(response));
}
