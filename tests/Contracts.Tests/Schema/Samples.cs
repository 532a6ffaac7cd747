using System.Text.Json;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Skills;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>Answers and files, each with little and with much in it.</summary>
internal static class Samples
{
    private const string Id = "01M81M2XMPDE2MTY31S75VTQC4", Time = "2026-01-01T00:00:00Z";

    private static readonly Snapshot Tail = new()
    {
        StdoutTail = "o", StderrTail = "", Truncated = true, StdoutObservedBytes = 5_000_000_000, StderrObservedBytes = 0, StdoutIncludedBytes = 1, StderrIncludedBytes = 0,
    };

    private static readonly NotificationSettings Notification = new()
    {
        NotifyCommand = "c", NotifyFile = "f", NotifyTimeoutMs = 1,
        OnOutputMatch = new OutputMatchRule { Pattern = "p", MatchType = OutputMatchType.Regex, Stream = OutputMatchStream.Stderr, Command = "c", File = "f" },
    };

    private static readonly RetentionRecord Swept = new()
    {
        NextRunAt = Time, LastRunAt = Time, Reason = RetentionReason.Daily, Deleted = 1, FreedBytes = 2,
    };

    private static readonly DeliveryResult[] Results =
    [
        new() { SinkType = SinkType.Command, Target = "c", Success = false, Error = "x", AttemptedAt = Time, ExitCode = 1, StderrTail = "e" },
        new() { SinkType = SinkType.File, Target = "f", Success = true, AttemptedAt = Time },
    ];

    /// <summary>What tools answer, each kind with little and with much in it.</summary>
    public static ToolResult[] ToolResults =>
    [
        new ExecCompleted { Status = "completed", ExitCode = 0, DurationMs = 1, Aggregated = "a", Truncated = false, TotalChars = 1, TotalBytes = 1, Cwd = "/", Warnings = ["w"] },
        new ExecFailed { Status = "failed", DurationMs = 1, Aggregated = "", Truncated = true, TotalChars = 1, TotalBytes = 1, Cwd = "/", TimedOut = false, ExitReason = EndReason.Lost },
        new ExecFailed
        {
            Status = "failed", ExitCode = 127, Signal = "SIGKILL", DurationMs = 1, Aggregated = "", Truncated = true, TotalChars = 5_000_000_000, TotalBytes = 5_000_000_000, Cwd = "/",
            TimedOut = true, ExitReason = EndReason.Timeout, Error = "e",
        },
        new ExecRunning { Status = "running", SessionId = "s", StartedAt = Time, Cwd = "/", Tail = "", FollowUp = "f" },
        new ExecRunning { Status = "running", SessionId = "s", Pid = 1, StartedAt = Time, Cwd = "/", Tail = "t", FollowUp = "f" },
        new SessionList { Status = "completed", Sessions = [] },
        new SessionList { Status = "completed", Sessions = [Row, Row with { Pid = 1, EndedAt = Time, ExitCode = 0, ExitSignal = "SIGTERM", ExitReason = EndReason.Killed, TimedOut = false }] },
        new SessionOutput { Status = "running", SessionId = "s", Name = "n", Output = "", Cursor = "1" },
        new SessionOutput
        {
            Status = "failed", SessionId = "s", Name = "n", Output = "o", Cursor = "1", More = true, DroppedBytes = 1, RetryInMs = 5000, WaitingForInput = true, IdleMs = 1,
            EndedAt = Time, ExitCode = 1, ExitSignal = "SIGTERM", ExitReason = EndReason.Timeout, TimedOut = true, Error = "e",
        },
        new SessionLog
        {
            Status = "completed", SessionId = "s", Name = "n", Output = "o", Offset = 0, Lines = 1, Total = 1, TotalLines = 1, TotalChars = 1, Truncated = false, Hint = "h",
        },
        new SessionInput { Status = "completed", SessionId = "s", Name = "n", Bytes = 1, Eof = true, Error = "e" },
        new SessionDone { Status = "completed", SessionId = "s", Name = "n", ExitCode = 1, ExitSignal = "SIGTERM", ExitReason = EndReason.Killed },
        ToolFailure.Of("e"),
    ];

    private static SessionRow Row => new()
    {
        SessionId = "s", Status = "running", StartedAt = Time, RuntimeMs = 1, Cwd = "/", Command = "c", Name = "n", Tail = "t", Truncated = false, StdinWritable = true,
        WaitingForInput = false, IdleMs = 0,
    };

    public static readonly object[] Answers =
    [
        new RunResponse { JobId = Id, State = JobStatus.Running, Tags = [], StdoutLogPath = "o", StderrLogPath = "e", WaitedMs = 0, ElapsedMs = 1 },
        new RunResponse
        {
            JobId = Id, State = JobStatus.Killed, Tags = ["a"], EnvVars = ["A=1"], Snapshot = Tail, StdoutLogPath = "o", StderrLogPath = "e", WaitedMs = 1, ElapsedMs = 2,
            ExitCode = 1, FinishedAt = Time, FinalSnapshot = Tail, Signal = "15", Reason = EndReason.Timeout, TimedOut = true, Error = "x", OutputComplete = false, Unrecorded = "y",
            DroppedBytes = 2, UnwrittenBytes = 1, KeeperLost = true, OomSuspected = true, CoreDumped = true,
            RequestId = "q", Repeated = true,
        },
        new StatusResponse { JobId = Id, State = JobStatus.Running, StartedAt = Time },
        new StatusResponse { JobId = Id, State = JobStatus.Failed, StartedAt = Time, FinishedAt = Time, Reason = EndReason.LaunchFailed, Error = "x", OutputComplete = true, DroppedBytes = 2, UnwrittenBytes = 1 },
        new StatusResponse { JobId = Id, State = JobStatus.Running, StartedAt = Time, Unrecorded = "y" },
        new StatusResponse { JobId = Id, State = JobStatus.Failed, StartedAt = Time, FinishedAt = Time, Reason = EndReason.LaunchFailed, Error = "x", OutputComplete = true, KeeperLost = true, OomSuspected = true, CoreDumped = true, Warning = "w" },
        new TailResponse
        {
            JobId = Id, StdoutTail = "é", StderrTail = "", Truncated = false, StdoutLogPath = "o", StderrLogPath = "e", StdoutObservedBytes = 2, StderrObservedBytes = 0,
            StdoutIncludedBytes = 2, StderrIncludedBytes = 0, DroppedBytes = 2, UnwrittenBytes = 1,
        },
        new WaitResponse { JobId = Id, State = JobStatus.Exited, ExitCode = 0, Reason = EndReason.Exited, DroppedBytes = 2, UnwrittenBytes = 1, KeeperLost = true, OomSuspected = true, CoreDumped = true },
        new WaitForResponse { Met = false, Jobs = [new WaitedJob { JobId = Id, State = JobStatus.Running, Unrecorded = "y" }] },
        new WaitForResponse
        {
            Met = true,
            Jobs =
            [
                new WaitedJob { JobId = Id, State = JobStatus.Running, Met = MetBy.Output, Stream = OutputMatchStream.Stderr, Line = "l", LineTruncated = true },
                new WaitedJob
                {
                    JobId = Id, State = JobStatus.Failed, Met = MetBy.Ended, ExitCode = 1, Signal = "9", Reason = EndReason.Lost, TimedOut = true, Error = "x", KeeperLost = true,
                    OomSuspected = true, CoreDumped = true, DroppedBytes = 2, UnwrittenBytes = 1,
                },
            ],
        },
        new KillResponse { JobId = Id, Signal = "TERM", State = JobStatus.Killed, Reason = EndReason.Killed, KeeperLost = true, Unkillable = true },
        new ListResponse { Root = "r", Jobs = [], Truncated = false, Skipped = 0 },
        new ListResponse { Root = "r", Jobs = [new JobSummary { JobId = Id, State = JobStatus.Unknown, StartedAt = Time, Tags = ["a"] }], Truncated = true, Skipped = 2 },
        new GcResponse { Root = "r", DryRun = true, OlderThan = "1d", OlderThanSource = AgeSource.Flag, Deleted = 0, Skipped = 0, FreedBytes = 0, Jobs = [] },
        new GcResponse
        {
            Root = "r", DryRun = false, OlderThan = "30d", OlderThanSource = AgeSource.Default, Deleted = 1, Skipped = 0, FreedBytes = 2,
            Jobs = [new GcJob { JobId = Id, State = JobStatus.Exited, Action = GcAction.Deleted, Reason = "older_than_30d", Bytes = 2 }],
        },
        new GcResponse
        {
            Root = "r", DryRun = false, OlderThan = "", OlderThanSource = AgeSource.Default, Deleted = 0, Skipped = 1, FreedBytes = 0,
            Jobs = [new GcJob { JobId = Id, State = JobStatus.Exited, Action = GcAction.Skipped, Reason = "within_limits", Bytes = 0 }], Keep = 3, MaxBytes = 4,
        },
        new TagSetResponse { JobId = Id, Tags = [] },
        new NotifySetResponse { JobId = Id, Notification = new NotificationSettings() },
        new NotifySetResponse { JobId = Id, Notification = Notification },
        new SchemaResponse { Schema = JsonDocument.Parse("{\"$comment\":\"t\"}").RootElement, GeneratedAt = "t" },
        new InstallSkillsResponse { Skills = [new InstalledSkill("agent-exec", "self", "/p")], Global = false, LockFilePath = "/l" },
        new HostStatusResponse("host_status") { Root = "r", Running = false, LogPath = "l" },
        new HostStatusResponse("host_status") { Root = "r", Running = true, Pid = 1, Unreachable = "u", LogPath = "l" },
        new HostStatusResponse("host_start")
        {
            Root = "r", Running = true, Pid = 1, Port = 2, StartedAt = Time, Version = "v", ProtocolVersion = 1, RunningJobs = 0, RefusedMessages = 0, LogPath = "l",
            Retention = RetentionStatus.Of(RetentionSettings.Default, Swept, "e"),
        },
        new HostStopResponse { Root = "r", Stopped = true, Pid = 1, RunningJobs = 0 },
        new HostLogsResponse { Root = "r", LogPath = "l", Lines = ["x"], Truncated = true },
        DoctorResponse.Of("r", []),
        DoctorResponse.Of("r", [DoctorCheck.Ok("a", "d"), DoctorCheck.Fail("b", "d", "x"), DoctorCheck.Warn("c", "d")]),
        .. ToolResults.Select(result => new ToolResponse { Tool = "exec", Result = result, Text = "t" }),
        new EventsResponse { Events = [], Cursor = "0", More = false },
        new EventsResponse
        {
            Events =
            [
                new SessionEvent { Cursor = "1", SessionId = "s", JobId = Id, Name = "n", Status = "completed", Exit = "exit 0", ExitCode = 0, Reason = EndReason.Exited },
                new SessionEvent
                {
                    Cursor = "2", Scope = "k", SessionId = "s", JobId = Id, Name = "n", Status = "failed", Exit = "SIGTERM", Signal = "SIGTERM", Reason = EndReason.Signaled,
                    EndedAt = Time, Output = "o",
                },
            ],
            Cursor = "2", More = true,
        },
        .. ErrorCodes.All.Select(code => new ErrorResponse(new ErrorDetail(code, "m", false))),
        new ErrorResponse(new ErrorDetail(ErrorCode.AmbiguousJobId, "m", true) { Details = new ErrorFacts { Candidates = [Id], LimitBytes = 1, JobId = Id } }),
    ];

    public static readonly object[] Files =
    [
        new JobMeta { Job = new JobMetaId(Id), Command = ["c"], CreatedAt = Time, Root = "r" },
        new JobMeta
        {
            Job = new JobMetaId(Id), Command = ["c"], CreatedAt = Time, Root = "r", EnvKeys = ["A"], EnvVars = ["A=1"], Mask = ["A"], Cwd = "/", Tags = ["a"],
            TimeoutMs = 1, KillAfterMs = 1, ProgressEveryMs = 1, RequestId = "q",
        },
        new OutputRecord { Stdout = new OutputGap { HeadBytes = 1, DroppedBytes = 2, TailBytes = 3, LimitBytes = 4 }, StdoutUnwrittenBytes = 1 },
        new CompletionEvent
        {
            JobId = Id, State = JobStatus.Failed, Command = ["c"], StartedAt = Time, FinishedAt = Time, StdoutLogPath = "o", StderrLogPath = "e", DeliveryResults = [],
        },
        new CompletionEvent
        {
            JobId = Id, State = JobStatus.Exited, Command = ["c"], Cwd = "/", StartedAt = Time, FinishedAt = Time, DurationMs = 1, ExitCode = 0, Signal = "15",
            StdoutLogPath = "o", StderrLogPath = "e", Reason = EndReason.Timeout, TimedOut = true, Error = "x", KeeperLost = true, OomSuspected = true, CoreDumped = true, DeliveryResults = Results,
        },
        new OutputMatchEvent
        {
            JobId = Id, Pattern = "p", MatchType = OutputMatchType.Contains, Stream = OutputMatchStream.Stdout, Line = "l", StdoutLogPath = "o", StderrLogPath = "e",
            EndBytes = 2, LineTruncated = true, DeliveryResults = Results,
        },
        new CallerRecord { Directory = "/", Environment = [0xFF], Umask = 18, ShellWrapper = ["sh"] },
        new MatchCursor(1, 2),
        new SessionRecord { Name = "n", Command = "c" },
        new SessionRecord
        {
            Scope = "k", Name = "n", Command = "c", Background = true, YieldMs = 10, MayYield = false, CleanupMs = 60_000, NotifyOnExit = false, NotifyOnExitEmptySuccess = true,
            MaxOutputChars = 1000, InputWaitIdleMs = 1, Slug = "calm-otter", BackgroundedAt = Time, Cursor = 1, RecentPolls = [new SharedPoll(0, 1, "p", true), new SharedPoll(0, 1)], Input = true, Terminal = true, EndDelivered = true,
            Notified = true, Cleared = true, InputClosed = true,
        },
        new SkillLock { Skills = [new SkillLockEntry { Name = "a", SourceType = "self", InstalledAt = Time, Path = "/p" }] },
        new JobState { Job = new JobProgress(Id, JobStatus.Running, Time), Result = JobResult.None, UpdatedAt = Time },
        new JobState
        {
            Job = new JobProgress(Id, JobStatus.Killed, Time), Result = new JobResult { ExitCode = 1, Signal = "15", DurationMs = 2 }, Pid = 1, FinishedAt = Time, UpdatedAt = Time,
            SignalName = "TERM", Reason = EndReason.Signaled, TimedOut = true, Error = "e", OutputComplete = true, KillRequested = "TERM", PidStartTicks = 1, BootId = "b",
            UserTimeMs = 1, SystemTimeMs = 1, PeakMemoryBytes = 1, DroppedBytes = 1, UnwrittenBytes = 1, KeeperLost = true, OomSuspected = true, CoreDumped = true, Warning = "w",
        },
        new ExitRecord(),
        new ExitRecord { Pid = 1, ExitCode = 0, Cause = "kill", LaunchError = "e", DroppedBytes = 1, UnwrittenBytes = 1 },
        new HostEndpoint(1, 2, 3, "b", 1, "t", Time, "v"),
        new RetentionRecord { NextRunAt = Time },
        Swept,
        Swept with { Reason = RetentionReason.LowSpace, Error = "e" },
    ];
}
