using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Responses;

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

    public Task<DoctorResponse> DoctorAsync(CancellationToken cancellation = default) =>
        Answer("doctor", DoctorResponse.Of(root, [DoctorCheck.Ok("proc", "mounted")]));

    public Task<HostStatusResponse> HostStatusAsync(CancellationToken cancellation = default) =>
        Answer("host status", new HostStatusResponse("host_status") { Root = root, Running = false, LogPath = "l" });

    public Task<HostStatusResponse> HostStartAsync(CancellationToken cancellation = default) =>
        Answer("host start", new HostStatusResponse("host_start") { Root = root, Running = true, Pid = 7, LogPath = "l" });

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
