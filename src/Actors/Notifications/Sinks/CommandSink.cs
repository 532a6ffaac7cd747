using System.Diagnostics;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>
/// Runs one notify command to its end or its limit (contract A20.4, B15): the job's wrapper and one argument, the caller's directory, environment and
/// umask, the event on stdin, stdout nowhere, a process group of its own. Blocks its thread.
/// </summary>
internal static class CommandSink
{
    public static SinkOutcome Run(SinkCall call, string command)
    {
        if (command.Length == 0) return new SinkOutcome("empty shell command");
        try
        {
            // The end of many jobs at once may take the last descriptor for a moment.
            using var started = SpawnRetry.Run(_ => Start(call, command));
            using var process = ChildProcess.Watch(started.Pid);
            return Watch(started, process, call.Limit);
        }
        catch (PosixException error)
        {
            return new SinkOutcome($"spawn error: {error.Message}");
        }
    }

    // What only the start needs is closed behind it: a command may take its time, and there may be many.
    private static StartedSink Start(SinkCall call, string command)
    {
        using var directory = Files.OpenDirectoryForSearch(call.Caller.Directory);
        using var input = MemoryFile.Create("agent-exec-event", call.Json).AboveDigits();
        var (stderr, stderrWrite) = FileDescriptor.Pipe();
        using (stderrWrite)
        {
            SinkStart? start = null;
            try
            {
                start = new SinkStart(call, command);
                var request = start.Request(directory, input, stderrWrite);
                return start.Started(Posix.Processes.WithUmask((uint)call.Caller.Umask, _ => Spawner.Spawn(request)), stderr);
            }
            catch (PosixException)
            {
                start?.Dispose();
                stderr.Dispose();
                throw;
            }
        }
    }

    private static SinkOutcome Watch(StartedSink started, FileDescriptor process, TimeSpan limit)
    {
        var (pid, stderr) = (started.Pid, started.Stderr);
        var tail = new StderrTail();
        var began = Stopwatch.GetTimestamp();
        var inTime = WaitForEnd(process, stderr, tail, () => limit - Stopwatch.GetElapsedTime(began));
        if (!inTime)
        {
            if (TryKill(pid) is { } refusal) return new SinkOutcome($"timed out after {(long)limit.TotalMilliseconds} ms and {refusal}", null, tail.Text);
            WaitForEnd(process, stderr, tail, () => TimeSpan.FromDays(1));
        }

        tail.TakeAll(stderr);
        var end = ChildProcess.Reap(pid);
        if (inTime && end is { } seen && started.WhyNotReached(seen) is { } error) return new SinkOutcome(error, null, tail.Text);
        return inTime ? Explain(end, tail) : new SinkOutcome($"timed out after {(long)limit.TotalMilliseconds} ms and was killed", null, tail.Text);
    }

    // A command that has become somebody else, by sudo perhaps, cannot be killed: it is let go.
    private static string? TryKill(int pid)
    {
        try
        {
            Posix.Processes.SignalGroup(pid, Signals.Kill);
            return null;
        }
        catch (PosixException error)
        {
            ChildReaper.ReapWhenEnded(pid);
            return $"could not be killed: {error.Message}";
        }
    }

    private static bool WaitForEnd(FileDescriptor process, FileDescriptor stderr, StderrTail tail, Func<TimeSpan> left)
    {
        PollEntry[] entries = [new(process.Number, PollEntry.In), new(stderr.Number, PollEntry.In)];
        while (true)
        {
            var wait = left();
            if (wait <= TimeSpan.Zero) return false;
            _ = Poller.Wait(entries, (int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
            // A closed stderr would be ready for ever.
            if (entries[1].IsReady && !tail.Take(stderr)) entries[1].Descriptor = -1;
            if (entries[0].IsReady) return true;
        }
    }

    private static SinkOutcome Explain(ChildEnd? end, StderrTail tail) => end switch
    {
        { ExitCode: 0 } => SinkOutcome.Told,
        { ExitCode: { } code } => new SinkOutcome($"exited with status exit status: {code}", code, tail.Text),
        { Signal: { } signal } => new SinkOutcome($"exited with status signal: {signal} (SIG{Signals.Name(signal)})", null, tail.Text),
        _ => new SinkOutcome("wait error: its end was not seen", null, tail.Text),
    };
}
