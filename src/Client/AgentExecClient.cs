using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Client.Tools;
using AgentExec.Client.Verbs;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client;

/// <summary>The client of one jobs root. Cheap to make: no actor system exists before the first request that needs the host.</summary>
public sealed class AgentExecClient : IAgentExecClient
{
    private static readonly TimeSpan LongestDispose = TimeSpan.FromSeconds(5);

    private readonly ClientOptions _options;
    private readonly HostSession _host;
    private readonly KnownEnd _ends;
    private readonly RunVerb _run;
    private readonly WaitVerb _wait;
    private readonly WaitForVerb _waitFor;
    private readonly KillVerb _kill;
    private readonly ListVerb _list;
    private readonly DescriptionVerbs _descriptions;
    private readonly GcVerb _gc;
    private readonly HostVerbs _hostVerbs;
    private readonly DoctorVerb _doctor;
    private readonly ExecVerb _exec;
    private readonly ProcessVerb _process;
    private readonly EventsVerb _events;

    /// <exception cref="Contracts.Errors.AgentExecException">The root is relative, and the current directory is gone.</exception>
    public AgentExecClient(ClientOptions options)
    {
        _options = options;
        var absoluteRoot = CallerDirectory.Full(options.Root.Length == 0 ? "." : options.Root);
        var locator = new HostLocator(absoluteRoot);
        var starter = new HostStarter(absoluteRoot, options, locator);
        _host = new HostSession(options, locator, starter);
        _ends = new KnownEnd(Root, _host);
        _wait = new WaitVerb(Root, _host, TimeProvider.System);
        _waitFor = new WaitForVerb(Root, _host, _ends, TimeProvider.System);
        _run = new RunVerb(Root, _host, _wait, TimeProvider.System);
        _kill = new KillVerb(Root, _host, _ends, _wait);
        _list = new ListVerb(Root, _host);
        _descriptions = new DescriptionVerbs(Root, _host);
        _gc = new GcVerb(Root, _host, TimeProvider.System);
        _hostVerbs = new HostVerbs(options, locator, starter, _host);
        _doctor = new DoctorVerb(options, absoluteRoot, _hostVerbs);
        _exec = new ExecVerb(Root, _host, TimeProvider.System);
        _process = new ProcessVerb(Root, _host);
        _events = new EventsVerb(Root, _host, TimeProvider.System);
    }

    public string Root => _options.Root;

    public Task<RunResponse> RunAsync(RunOptions options, CancellationToken cancellation = default) => _run.RunAsync(options, cancellation);

    public async Task<StatusResponse> StatusAsync(string job, CancellationToken cancellation = default)
    {
        var id = JobFinder.Find(Root, job);
        if (_ends.Read(id, withMeta: true) is { } finished) return Answers.Status(id, finished, null);
        var reply = await AskJobAsync(new StatusRequest { JobId = id }, cancellation).ConfigureAwait(false);
        return Answers.Status(id, reply.State, reply.Unrecorded);
    }

    public Task<TailResponse> TailAsync(string job, TailOptions options, CancellationToken cancellation = default)
    {
        var id = JobFinder.Find(Root, job);
        var directory = new JobDirectory(Root, id);
        return Task.FromResult(Answers.Tail(id, directory, LogTail.Read(directory, options)));
    }

    public async Task<WaitResponse> WaitAsync(string job, TimeSpan? timeout, CancellationToken cancellation = default)
    {
        OptionRule.CheckWait("timeout_ms", timeout);
        var id = JobFinder.Find(Root, job);
        // A state that nobody knows is an error at once, not something to wait for (A14).
        if (_ends.Read(id) is { } finished) return Answers.Wait(id, finished, null);
        var end = await _wait.UntilEndAsync(id, timeout, cancellation).ConfigureAwait(false);
        return Answers.Wait(id, end.State, end.Unrecorded);
    }

    public Task<WaitForResponse> WaitForAsync(WaitForOptions options, CancellationToken cancellation = default) => _waitFor.WaitAsync(options, cancellation);

    public Task<KillResponse> KillAsync(string job, int signal, TimeSpan wait, bool tree = false, CancellationToken cancellation = default) =>
        _kill.KillAsync(job, signal, wait, tree, cancellation);

    public Task<ListResponse> ListAsync(ListOptions options, CancellationToken cancellation = default) => _list.ListAsync(options, cancellation);

    public Task<TagSetResponse> TagSetAsync(string job, IReadOnlyList<string> tags, CancellationToken cancellation = default) =>
        _descriptions.SetTagsAsync(job, tags, cancellation);

    public Task<NotifySetResponse> NotifySetAsync(string job, NotifyOptions options, CancellationToken cancellation = default) =>
        _descriptions.SetNotificationAsync(job, options, cancellation);

    public Task<GcResponse> GcAsync(GcOptions options, CancellationToken cancellation = default) => _gc.GcAsync(options, cancellation);

    public Task<ToolResponse> ExecAsync(ExecOptions options, ToolOptions? caller = null, CancellationToken cancellation = default) =>
        _exec.ExecAsync(options, caller ?? new ToolOptions(), cancellation);

    public Task<ToolResponse> ProcessAsync(ProcessCall call, ToolOptions? caller = null, CancellationToken cancellation = default) =>
        _process.ProcessAsync(call, caller ?? new ToolOptions(), cancellation);

    public Task<ToolResponse> ToolAsync(ReadOnlyMemory<byte> json, ToolOptions? caller = null, CancellationToken cancellation = default) =>
        new ToolVerb(_exec, _process).ToolAsync(json, caller ?? new ToolOptions(), cancellation);

    public Task<EventsResponse> EventsAsync(EventsOptions options, CancellationToken cancellation = default) => _events.EventsAsync(options, cancellation);

    public IAsyncEnumerable<SessionEvent> FollowEventsAsync(string? scope, string? after = null, CancellationToken cancellation = default) =>
        _events.FollowAsync(scope, after, cancellation);

    public Task<HostStatusResponse> HostStatusAsync(CancellationToken cancellation = default) => _hostVerbs.StatusAsync(cancellation);

    public Task<HostStatusResponse> HostStartAsync(CancellationToken cancellation = default) => _hostVerbs.StartAsync(cancellation);

    public Task<HostStopResponse> HostStopAsync(CancellationToken cancellation = default) => _hostVerbs.StopAsync(cancellation);

    public Task<HostStopResponse> HostForceStopAsync(CancellationToken cancellation = default) => _hostVerbs.ForceStopAsync(cancellation);

    public Task<HostLogsResponse> HostLogsAsync(int lines, CancellationToken cancellation = default) => Task.FromResult(_hostVerbs.Logs(lines));

    public Task<DoctorResponse> DoctorAsync(CancellationToken cancellation = default) => _doctor.LookAsync(cancellation);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>As <see cref="DisposeAsync"/>, for owners that cannot wait otherwise; never throws, and returns after <see cref="LongestDispose"/> at the latest.</summary>
    // On the pool: whoever disposes may hold the only thread that continuations could run on.
    public void Dispose() => Task.WhenAny(Task.Run(async () => await _host.DisposeAsync().ConfigureAwait(false)), Task.Delay(LongestDispose)).GetAwaiter().GetResult();

    private Task<JobReply> AskJobAsync(JobRequest request, CancellationToken cancellation) =>
        _host.AskAsync<JobReply>(request, TimeSpan.Zero, cancellation);
}
