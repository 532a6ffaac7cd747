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
    /// <exception cref="OperationCanceledException">It was given up; a host that is on its way by then comes up all the same.</exception>
    public Task<HostEndpoint> FindOrStartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!OperatingSystem.IsLinux()) throw Unavailable($"{RuntimeInformation.OSDescription} is not supported yet, only Linux is");
        LoopbackRule.Check();
        // A root that is not safe any more is not used, whoever serves it: the same check as at a start.
        if (Directory.Exists(locator.Directory)) RootDirectory.Check(absoluteRoot);
        // Only who may replace it waits for the turn to do so.
        if (locator.TryFind() is { } running && HostMeetings.With(running.Protocol) != HostMeeting.TakeOver) return Task.FromResult(Meet(running)!);
        // No thread of the caller waits for locks and pipes.
        return OnThread(() => FindOrStart(cancellation)).WaitAsync(cancellation);
    }

    private HostEndpoint FindOrStart(CancellationToken cancellation)
    {
        RootDirectory.Prepare(absoluteRoot);
        var deadline = Deadline.After(options.Patience);
        using var turn = TakeTurn(deadline, cancellation);
        for (var attempt = 0; attempt < Attempts; attempt++)
            if ((Meet(WaitOrReplace(deadline, cancellation)) ?? Start()) is { } started)
                return started;
        throw Unavailable("it ended at once");
    }

    /// <summary>Ends a host that is older than this client; only by who has taken the turn.</summary>
    public void EndOlder(HostEndpoint host) => _handover.End(host, options.Patience);

    /// <summary>Ends a host that nobody can ask anything, and starts another one.</summary>
    /// <exception cref="AgentExecException">It does not end, or none came up in time.</exception>
    public Task<HostEndpoint> ReplaceAsync(HostEndpoint host, CancellationToken cancellation) => OnThread(() => Replace(host, cancellation)).WaitAsync(cancellation);

    private HostEndpoint Replace(HostEndpoint host, CancellationToken cancellation)
    {
        using (TakeTurn(Deadline.After(options.Patience), cancellation))
            if (locator.TryFind() == host && !HostHandover.Force(new ProcessIdentity(host.Pid, host.StartTicks, host.BootId), options.Patience))
                throw Unresponsive();
        return FindOrStart(cancellation);
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
    public Task<HostEndpoint?> AwaitRunningAsync(CancellationToken cancellation) =>
        OnThread(() => WaitForOther(Deadline.After(options.Patience), cancellation)).WaitAsync(cancellation);

    // A host that lives without listening is about to do so (its starter died) or about to end. We are not its parent: its endpoint file and its lock
    // are what tells.
    private HostEndpoint? WaitForOther(Deadline deadline, CancellationToken cancellation)
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
        var isOver = Task.WaitAny([published.Task, ended], (int)deadline.Left.TotalMilliseconds, cancellation) < 0;
        return locator.TryFind() ?? (isOver && locator.IsAlive ? throw Unresponsive() : null);
    }

    // A host publishes its endpoint when it starts, and again within a second when somebody took it away. One that does neither for the whole patience is of no
    // use: nobody can ask it anything. Its jobs do not need it.
    private HostEndpoint? WaitOrReplace(Deadline deadline, CancellationToken cancellation)
    {
        try
        {
            return WaitForOther(deadline, cancellation);
        }
        catch (AgentExecException silent) when (silent.Error.Code == ErrorCode.HostUnresponsive && locator.TryFind() is null)
        {
            if (locator.FindHolder() is not { } holder || !HostHandover.Force(holder, options.Patience)) throw;
            return null;
        }
    }

    /// <summary>Holds off every client that wants to start a host.</summary>
    public async Task<FileLock> TakeTurnAsync(CancellationToken cancellation)
    {
        var taking = OnThread(() => TakeTurn(Deadline.After(options.Patience), cancellation));
        try
        {
            return await taking.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = taking.ContinueWith(Free, TaskContinuationOptions.ExecuteSynchronously);
            throw;
        }
    }

    private FileLock TakeTurn(Deadline deadline, CancellationToken cancellation)
    {
        var path = Path.Combine(locator.Directory, HostFiles.StartLock);
        if (FileLock.TryTake(path) is { } free) return free;
        var taking = OnThread(() => FileLock.Take(path));
        var isOurs = false;
        try
        {
            isOurs = taking.Wait((int)deadline.Left.TotalMilliseconds, cancellation);
        }
        finally
        {
            // It may be ours yet, when nobody waits for it any more: held on, it would keep everybody from starting a host.
            if (!isOurs) _ = taking.ContinueWith(Free, TaskContinuationOptions.ExecuteSynchronously);
        }

        if (isOurs) return taking.Result;
        throw locator.IsAlive ? Unresponsive() : Unavailable("another client has been starting it for too long");
    }

    // The kernel wakes who waits for a lock. A thread of the pool may be long in coming where a service is busy, and would be missing there.
    private static Task<T> OnThread<T>(Func<T> wait) =>
        Task.Factory.StartNew(wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Free(Task<FileLock> taken)
    {
        if (taken.IsCompletedSuccessfully) taken.Result.Dispose();
    }

    /// <summary>Null when it ended without a word, or since another one serves: one whose starter died before it had its lock.</summary>
    private HostEndpoint? Start()
    {
        OpenSslLibrary.Need();
        if (ProgramFiles.Refusal(absoluteRoot, options.ProgramDirectory) is { } refusal) throw refusal;
        var program = Path.Combine(options.ProgramDirectory, ProgramFiles.Host);
        var (read, write) = FileDescriptor.Pipe();
        using (read)
        {
            try
            {
                var host = Spawner.Spawn(new SpawnRequest
                {
                    Program = program,
                    Arguments = [SpawnRequest.Bytes(ProgramFiles.Host), SpawnRequest.Bytes(absoluteRoot), SpawnRequest.Bytes("--ready-fd")],
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
        new(ErrorDetail.HostUnavailable($"the host of {absoluteRoot} could not be started: {why}{(File.Exists(locator.LogPath) ? $" (its log: {locator.LogPath})" : "")}"));
}
