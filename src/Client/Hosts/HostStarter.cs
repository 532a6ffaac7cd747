using System.Runtime.InteropServices;
using System.Text;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Hosts;

/// <summary>Starts a root's host when there is none; of several clients that try at once, one does and the others wait for it.</summary>
internal sealed class HostStarter(string absoluteRoot, ClientOptions options, HostLocator locator)
{
    /// <summary>How often a host is started that dies without a word, as of SIGKILL, or finds another one there: one that has something else to say says it.</summary>
    private const int Attempts = 3;

    private readonly HostHandover _handover = new(absoluteRoot, locator);

    /// <summary>A host that speaks our protocol: the one that runs, or a new one where none runs or only an older one.</summary>
    /// <exception cref="AgentExecException">The root is not usable, the host is newer or hangs, or none came up in time.</exception>
    public HostEndpoint FindOrStart()
    {
        if (!OperatingSystem.IsLinux()) throw Unavailable($"{RuntimeInformation.OSDescription} is not supported yet, only Linux is");
        LoopbackRule.Check();
        // A root that is not safe any more is not used, whoever serves it: the same check as at a start.
        if (Directory.Exists(locator.Directory)) RootDirectory.Check(absoluteRoot);
        // Only who may replace it waits for the turn to do so.
        if (locator.TryFind() is { } running && HostMeetings.With(running.Protocol) != HostMeeting.TakeOver) return Meet(running)!;
        RootDirectory.Prepare(absoluteRoot);
        var deadline = Deadline.After(options.Patience);
        using var turn = TakeTurn(deadline);
        for (var attempt = 0; attempt < Attempts; attempt++)
            if ((Meet(WaitOrReplace(deadline)) ?? Start()) is { } started)
                return started;
        throw Unavailable("it ended at once");
    }

    /// <summary>Ends a host that is older than this client; only by who has taken the turn.</summary>
    public void EndOlder(HostEndpoint host) => _handover.End(host, options.Patience);

    /// <summary>Ends a host that nobody can ask anything, and starts another one.</summary>
    /// <exception cref="AgentExecException">It does not end, or none came up in time.</exception>
    public HostEndpoint Replace(HostEndpoint host)
    {
        using (TakeTurn(Deadline.After(options.Patience)))
            if (locator.TryFind() == host && !HostHandover.Force(new ProcessIdentity(host.Pid, host.StartTicks, host.BootId), options.Patience))
                throw Unresponsive();
        return FindOrStart();
    }

    // Null when there is nobody, or nobody any more.
    private HostEndpoint? Meet(HostEndpoint? host)
    {
        if (host is null) return null;
        switch (HostMeetings.With(host.Protocol))
        {
            case HostMeeting.Use: return host;
            case HostMeeting.Refuse: throw HostMeetings.Newer(absoluteRoot, host);
            default: EndOlder(host); return null;
        }
    }

    /// <summary>The host that lives, waiting for it to listen; null when none does, or it ended meanwhile. Only by who has taken the turn.</summary>
    public HostEndpoint? AwaitRunning() => WaitForOther(Deadline.After(options.Patience));

    // A host that lives without listening is about to do so (its starter died) or about to end. We are not its parent: its endpoint file and its lock
    // are what tells.
    private HostEndpoint? WaitForOther(Deadline deadline)
    {
        if (locator.TryFind() is { } listening) return listening;
        if (!locator.IsAlive) return null;
        if (locator.FindHolder() is null && locator.IsAlive && locator.TryFind() is null) throw HostMeetings.Hidden(absoluteRoot);
        var published = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(locator.Directory, HostFiles.Endpoint);
        watcher.Renamed += (_, _) => published.TrySetResult();
        watcher.EnableRaisingEvents = true;
        // It may have happened before the watch began.
        if (locator.TryFind() is { } found) return found;
        var ended = OnThread(() => FileLock.Take(Path.Combine(locator.Directory, HostFiles.Lock))).ContinueWith(Free, TaskContinuationOptions.ExecuteSynchronously);
        var isOver = Task.WaitAny([published.Task, ended], deadline.Left) < 0;
        return locator.TryFind() ?? (isOver && locator.IsAlive ? throw Unresponsive() : null);
    }

    // A host publishes its endpoint when it starts, and again within a second when somebody took it away. One that does neither for the whole patience is of no
    // use: nobody can ask it anything. Its jobs do not need it.
    private HostEndpoint? WaitOrReplace(Deadline deadline)
    {
        try
        {
            return WaitForOther(deadline);
        }
        catch (AgentExecException silent) when (silent.Error.Code == ErrorCode.HostUnresponsive && locator.TryFind() is null)
        {
            if (locator.FindHolder() is not { } holder || !HostHandover.Force(holder, options.Patience)) throw;
            return null;
        }
    }

    /// <summary>Holds off every client that wants to start a host.</summary>
    public FileLock TakeTurn() => TakeTurn(Deadline.After(options.Patience));

    private FileLock TakeTurn(Deadline deadline)
    {
        var path = Path.Combine(locator.Directory, HostFiles.StartLock);
        if (FileLock.TryTake(path) is { } free) return free;
        var taking = OnThread(() => FileLock.Take(path));
        if (taking.Wait(deadline.Left)) return taking.Result;
        // It may be ours yet, when nobody waits for it any more: held on, it would keep everybody from starting a host.
        _ = taking.ContinueWith(Free, TaskContinuationOptions.ExecuteSynchronously);
        throw locator.IsAlive ? Unresponsive() : Unavailable("another client has been starting it for too long");
    }

    // The kernel wakes who waits for a lock. A thread of the pool may be long in coming where a service is busy, and would be missing there.
    private static Task<FileLock> OnThread(Func<FileLock> take) =>
        Task.Factory.StartNew(take, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Free(Task<FileLock> taken)
    {
        if (taken.IsCompletedSuccessfully) taken.Result.Dispose();
    }

    /// <summary>Null when it ended without a word, or since another one serves: one whose starter died before it had its lock.</summary>
    private HostEndpoint? Start()
    {
        OpenSslLibrary.Need();
        var program = Path.Combine(options.ProgramDirectory, "agent-exec-host");
        var (read, write) = FileDescriptor.Pipe();
        using (read)
        {
            try
            {
                var host = Spawner.Spawn(new SpawnRequest
                {
                    Program = program,
                    Arguments = [SpawnRequest.Bytes("agent-exec-host"), SpawnRequest.Bytes(absoluteRoot), SpawnRequest.Bytes("--ready-fd")],
                    Environment = [.. HostEnvironment.Entries()],
                    Extra = write,
                });
                KillPoint.Reach(KillPoints.Client.HostSpawned);
                ChildReaper.ReapWhenEnded(host);
            }
            catch (PosixException error)
            {
                throw Unavailable(error.Message);
            }
            finally
            {
                write.Dispose();
            }

            var answer = ReadLine(read);
            KillPoint.Reach(KillPoints.Client.HostReady);
            if (answer is not ("" or HostEnvironment.Ready or HostEnvironment.Taken)) throw Unavailable(answer);
            return answer == HostEnvironment.Ready ? locator.TryFind() : null;
        }
    }

    private string ReadLine(FileDescriptor pipe)
    {
        var text = new StringBuilder();
        var buffer = new byte[1024];
        var deadline = Deadline.After(options.Patience);
        while (Poller.WaitReadable(pipe, deadline.Left))
        {
            var count = pipe.Read(buffer);
            if (count == 0) return text.ToString();
            if (count > 0) text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (text.ToString().IndexOf('\n') is >= 0 and var end) return text.ToString(0, end);
        }

        return $"it was not ready within {options.Patience.TotalSeconds} s";
    }

    private AgentExecException Unresponsive() => HostMeetings.Unresponsive(absoluteRoot, locator.TryFind()?.Pid ?? locator.FindHolder()?.Pid, options.Patience, locator.LogPath);

    private AgentExecException Unavailable(string why) =>
        new(ErrorDetail.HostUnavailable($"the host of {absoluteRoot} could not be started: {why} (its log: {locator.LogPath})"));
}
