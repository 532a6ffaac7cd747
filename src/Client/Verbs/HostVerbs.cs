using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary><c>host status|start|stop|logs</c> (contract B18).</summary>
internal sealed class HostVerbs(ClientOptions options, HostLocator locator, HostStarter starter, HostSession session)
{
    public async Task<HostStatusResponse> StatusAsync(CancellationToken cancellation)
    {
        // Whoever only looks ends nobody: of a host that is too old to be asked, its endpoint file tells enough.
        if (locator.TryFind() is { } host && HostMeetings.With(host.Protocol) == HostMeeting.TakeOver) return DescribeOlder(host);
        if (FindUnreachable() is { } silent) return silent;
        return Describe("host_status", await session.AskRunningAsync<HostStatusReply>(new HostStatusRequest(), cancellation).ConfigureAwait(false));
    }

    public async Task<HostStatusResponse> StartAsync(CancellationToken cancellation) =>
        Describe("host_start", await session.AskAsync<HostStatusReply>(new HostStatusRequest(), TimeSpan.Zero, cancellation).ConfigureAwait(false));

    /// <summary>Ends whichever process holds the host's lock, answering or not. Jobs go on with their keepers.</summary>
    /// <exception cref="AgentExecException">It cannot be seen from here, or does not end.</exception>
    public async Task<HostStopResponse> ForceStopAsync(CancellationToken cancellation)
    {
        var answer = new HostStopResponse { Root = options.Root, Stopped = false, RunningJobs = 0 };
        if (!locator.IsAlive) return answer;
        using var turn = await starter.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var holder = locator.FindHolder();
        if (holder is null && locator.IsAlive) throw HostMeetings.Hidden(options.Root);
        if (holder is null) return answer;
        if (!HostHandover.Force(holder, options.Patience)) throw HostMeetings.Unresponsive(options.Root, holder.Pid, options.Patience, locator.LogPath);
        return answer with { Stopped = true, Pid = holder.Pid, RunningJobs = CountRunning() };
    }

    // It lives and cannot be asked: its endpoint is gone, or it is in another PID namespace.
    private HostStatusResponse? FindUnreachable()
    {
        if (!locator.IsAlive || locator.TryFind() is not null || locator.IsBeingStarted) return null;
        var holder = locator.FindHolder();
        if (!locator.IsAlive || locator.TryFind() is not null) return null;
        var why = holder is null ? HostMeetings.Hidden(options.Root).Error.Message : $"process {holder.Pid} has not published an endpoint in {locator.Directory}; the next command waits for it or replaces it";
        return new HostStatusResponse("host_status") { Root = options.Root, Running = true, Pid = holder?.Pid, Unreachable = why, LogPath = locator.LogPath };
    }

    public async Task<HostStopResponse> StopAsync(CancellationToken cancellation)
    {
        var nobody = new HostStopResponse { Root = options.Root, Stopped = false, RunningJobs = 0 };
        if (!locator.IsAlive && !locator.IsBeingStarted) return nobody;
        using var turn = await starter.TakeTurnAsync(cancellation).ConfigureAwait(false);
        // One that is coming up is waited for: it would serve when everybody believes that none does.
        if (await starter.AwaitRunningAsync(cancellation).ConfigureAwait(false) is not { } endpoint) return nobody;
        if (HostMeetings.With(endpoint.Protocol) == HostMeeting.TakeOver) return StopOlder(endpoint);
        using var process = PidFd.TryOpen(endpoint.Pid);
        var reply = await session.AskRunningAsync<HostStopReply>(new HostStopRequest(), cancellation).ConfigureAwait(false);
        // When we answer it has ended, and its lock, port and log are free.
        if (process is not null) await Task.Run(() => Poller.WaitReadable(process, options.Patience), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        return new HostStopResponse { Root = options.Root, Stopped = true, Pid = endpoint.Pid, RunningJobs = reply?.RunningJobs ?? 0 };
    }

    // It cannot be asked how many jobs it has: disk tells too.
    private HostStopResponse StopOlder(HostEndpoint host)
    {
        var running = CountRunning();
        starter.EndOlder(host);
        return new HostStopResponse { Root = options.Root, Stopped = true, Pid = host.Pid, RunningJobs = running };
    }

    private int CountRunning() => Directory.EnumerateDirectories(options.Root.Length == 0 ? "." : options.Root).Count(
        job => new JobDirectory(options.Root, Path.GetFileName(job)).TryReadState() is { IsTerminal: false });

    public HostLogsResponse Logs(int lines)
    {
        OptionRule.Refuse(NumberRule.AtLeast("lines", lines, 0));
        var path = Directory.Exists(locator.Directory) ? Newest(Directory.GetFiles(locator.Directory, "host*.log")) : null;
        var all = path is null ? [] : File.ReadAllLines(path);
        return new HostLogsResponse
        {
            Root = options.Root, LogPath = path ?? locator.LogPath, Lines = [.. all.TakeLast(lines)], Truncated = all.Length > lines,
        };
    }

    // A full log goes on in host_001.log and so forth.
    private static string? Newest(IEnumerable<string> logs) => logs.MaxBy(File.GetLastWriteTimeUtc);

    private HostStatusResponse DescribeOlder(HostEndpoint host) => new("host_status")
    {
        Root = options.Root,
        Running = true,
        Pid = host.Pid,
        Port = host.Port,
        StartedAt = host.StartedAt,
        Version = host.Version,
        ProtocolVersion = host.Protocol,
        LogPath = locator.LogPath,
    };

    private HostStatusResponse Describe(string verb, HostStatusReply? host) => new(verb)
    {
        Root = options.Root,
        Running = host is not null,
        Pid = host?.Pid,
        Port = host?.Port,
        StartedAt = host?.StartedAt,
        Version = host?.Version,
        ProtocolVersion = host?.ProtocolVersion,
        RunningJobs = host?.RunningJobs,
        RefusedMessages = host?.RefusedMessages,
        Retention = host?.Retention,
        LogPath = locator.LogPath,
    };
}
