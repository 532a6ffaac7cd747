using System.Runtime.CompilerServices;
using AgentExec.Client;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Tests;

/// <summary>Records what was asked and answers with fixed values, or fails as it is told.</summary>
internal sealed class FakeClient(string root) : IAgentExecClient
{
    public const string Id = "01M81M2XMPDE2MTY31S75VTQC4";
    public const string Time = "2026-01-01T00:00:00Z";

    public List<string> Calls { get; } = [];

    public RunOptions? Run { get; private set; }

    public ListOptions? List { get; private set; }

    public NotifyOptions? Notify { get; private set; }

    public ExecOptions? Exec { get; private set; }

    public ProcessCall? Process { get; private set; }

    public byte[]? ToolJson { get; private set; }

    /// <summary>Who called a tool.</summary>
    public ToolOptions? Tool { get; private set; }

    public EventsOptions? Events { get; private set; }

    /// <summary>What comes while events are followed; then it ends, as no real one does.</summary>
    public IReadOnlyList<SessionEvent> Inbox { get; init; } = [];

    /// <summary>What a tool answers.</summary>
    public ToolResult Result { get; init; } = ToolFailure.Of("é");

    public Exception? Failure { get; init; }

    /// <summary>How long it would wait for a host; null is the usual time.</summary>
    public TimeSpan? Patience { get; init; }

    public string Root => root;

    public Task<RunResponse> RunAsync(RunOptions options, CancellationToken cancellation = default)
    {
        Run = options;
        return Answer("run", new RunResponse
        {
            JobId = Id, State = JobStatus.Running, Tags = options.Tags, StdoutLogPath = $"{root}/o", StderrLogPath = $"{root}/e",
            WaitedMs = 0, ElapsedMs = 3,
        });
    }

    public Task<StatusResponse> StatusAsync(string job, CancellationToken cancellation = default) =>
        Answer($"status {job}", new StatusResponse
        {
            JobId = job, State = JobStatus.Exited, ExitCode = 3, StartedAt = Time, FinishedAt = Time, Reason = EndReason.Exited,
        });

    public Task<TailResponse> TailAsync(string job, TailOptions options, CancellationToken cancellation = default) =>
        Answer($"tail {job} {options.Lines} {options.MaxBytes}", new TailResponse
        {
            JobId = job, StdoutTail = "é😀\t\"\\\u0001/<", StderrTail = "", Truncated = false, StdoutLogPath = "o", StderrLogPath = "e",
            StdoutObservedBytes = 1, StderrObservedBytes = 2, StdoutIncludedBytes = 3, StderrIncludedBytes = 4,
        });

    public Task<WaitResponse> WaitAsync(string job, TimeSpan? timeout, CancellationToken cancellation = default) =>
        Answer($"wait {job} {timeout?.TotalMilliseconds.ToString() ?? "for ever"}",
            new WaitResponse { JobId = job, State = JobStatus.Running });

    public WaitForOptions? WaitFor { get; private set; }

    public Task<WaitForResponse> WaitForAsync(WaitForOptions options, CancellationToken cancellation = default)
    {
        WaitFor = options;
        return Answer($"wait for {string.Join(' ', options.Jobs)}", new WaitForResponse
        {
            Met = true, Jobs = [.. options.Jobs.Select(job => new WaitedJob { JobId = job, State = JobStatus.Exited, Met = MetBy.Ended, ExitCode = 0 })],
        });
    }

    public Task<KillResponse> KillAsync(string job, int signal, TimeSpan wait, bool tree = false, CancellationToken cancellation = default) =>
        Answer($"kill {job} {signal} {wait.TotalMilliseconds}{(tree ? " tree" : "")}", new KillResponse
        {
            JobId = job, Signal = Signals.Name(signal), State = JobStatus.Killed, Reason = EndReason.Killed,
        });

    public Task<ListResponse> ListAsync(ListOptions options, CancellationToken cancellation = default)
    {
        List = options;
        return Answer("list", new ListResponse { Root = root, Jobs = [], Truncated = false, Skipped = 0 });
    }

    public Task<TagSetResponse> TagSetAsync(string job, IReadOnlyList<string> tags, CancellationToken cancellation = default) =>
        Answer($"tag set {job} {string.Join(',', tags)}", new TagSetResponse { JobId = job, Tags = tags });

    public Task<NotifySetResponse> NotifySetAsync(string job, NotifyOptions options, CancellationToken cancellation = default)
    {
        Notify = options;
        return Answer($"notify set {job}", new NotifySetResponse { JobId = job, Notification = new NotificationSettings { NotifyCommand = options.Command } });
    }

    public Task<GcResponse> GcAsync(GcOptions options, CancellationToken cancellation = default) =>
        Answer($"gc {options.OlderThan?.Text ?? "default"} {options.DryRun}{(options.Keep is { } keep ? $" keep {keep}" : "")}{(options.MaxBytes is { } bytes ? $" bytes {bytes}" : "")}", new GcResponse
        {
            Root = root, DryRun = options.DryRun, OlderThan = "30d", OlderThanSource = AgeSource.Default, Deleted = 0, Skipped = 0, FreedBytes = 0, Jobs = [],
        });

    public Task<ToolResponse> ExecAsync(ExecOptions options, ToolOptions? caller = null, CancellationToken cancellation = default)
    {
        (Exec, Tool) = (options, caller);
        return Answer("exec", new ToolResponse { Tool = "exec", Result = Result, Text = "t" });
    }

    public Task<ToolResponse> ProcessAsync(ProcessCall call, ToolOptions? caller = null, CancellationToken cancellation = default)
    {
        (Process, Tool) = (call, caller);
        return Answer($"process {ProcessActions.NameOf(call.Action)} {call.SessionId}".TrimEnd(), new ToolResponse { Tool = "process", Result = Result, Text = "t" });
    }

    public Task<ToolResponse> ToolAsync(ReadOnlyMemory<byte> json, ToolOptions? caller = null, CancellationToken cancellation = default)
    {
        (ToolJson, Tool) = (json.ToArray(), caller);
        return Answer("tool", new ToolResponse { Tool = "exec", Result = Result, Text = "t" });
    }

    public Task<EventsResponse> EventsAsync(EventsOptions options, CancellationToken cancellation = default)
    {
        Events = options;
        return Answer("events", new EventsResponse { Events = Inbox, Cursor = "7", More = false });
    }

    public async IAsyncEnumerable<SessionEvent> FollowEventsAsync(string? scope, string? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Answer($"follow {scope ?? "everybody"} {after ?? "all"}", 0);
        foreach (var one in Inbox) yield return one;
    }

    public Task<DoctorResponse> DoctorAsync(CancellationToken cancellation = default) =>
        Answer("doctor", DoctorResponse.Of(root, [DoctorCheck.Ok("proc", "mounted")]));

    public Task<HostStatusResponse> HostStatusAsync(CancellationToken cancellation = default) =>
        Answer("host status", new HostStatusResponse("host_status") { Root = root, Running = false, LogPath = "l" });

    public Task<HostStatusResponse> HostStartAsync(CancellationToken cancellation = default) =>
        Answer("host start", new HostStatusResponse("host_start") { Root = root, Running = true, Pid = 7, LogPath = "l" });

    public Task<HostStopResponse> HostForceStopAsync(CancellationToken cancellation = default) =>
        Answer("host stop --force", new HostStopResponse { Root = root, Stopped = true, Pid = 7, RunningJobs = 2 });

    public Task<HostStopResponse> HostStopAsync(CancellationToken cancellation = default) =>
        Answer("host stop", new HostStopResponse { Root = root, Stopped = true, RunningJobs = 2 });

    public Task<HostLogsResponse> HostLogsAsync(int lines, CancellationToken cancellation = default) =>
        Answer($"host logs {lines}", new HostLogsResponse { Root = root, LogPath = "l", Lines = ["a"], Truncated = true });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> Answer<T>(string call, T answer)
    {
        Calls.Add(call);
        return Failure is null ? Task.FromResult(answer) : Task.FromException<T>(Failure);
    }
}
