using System.Diagnostics;
using System.Text;
using AgentExec.Posix;

namespace AgentExec.Cli.Bridging;

/// <summary>
/// What the child leaves behind is ended: it comes to the bridge, being a subreaper. Only hosts and keepers, with all that is theirs, go on: a job outlives whoever
/// started it.
/// </summary>
/// <param name="childPid">The child, which has ended and is not reaped.</param>
/// <param name="signals">Readable at every end of a child, and when somebody is in a hurry.</param>
internal sealed class Leftovers(int childPid, FileDescriptor signals)
{
    /// <summary>From SIGTERM to SIGKILL.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Nobody is told of the end of a process that is not a child of ours yet; and one that no signal wakes is not waited for for ever.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50), AfterKill = TimeSpan.FromSeconds(2);

    private static readonly string[] Outliving = ["agent-exec-host", "agent-exec-keeper"];

    private readonly HashSet<(int, long)> _told = [];

    /// <summary>Returns when none is left, or cannot be ended.</summary>
    public void End()
    {
        var (began, hurry) = (Stopwatch.GetTimestamp(), false);
        while (HasChildren())
        {
            var lasted = Stopwatch.GetElapsedTime(began);
            if (lasted > Grace + AfterKill || Find() is not { } left) return;
            hurry |= lasted >= Grace;
            foreach (var process in left)
                if (hurry || _told.Add((process.Pid, process.StartTicks)))
                    _ = ProcessSignals.TrySignal(process, hurry ? ProcessSignals.Kill : ProcessSignals.Terminate);
            if (left.Count > 0) hurry |= AwaitChange();
        }
    }

    /// <summary>Reaps the ends of descendants, but not the child's, whose pid is still used.</summary>
    public static void Reap(int spared)
    {
        foreach (var pid in ChildProcess.All())
            if (pid != spared)
                _ = ChildProcess.Reap(pid);
    }

    // Without a list that would hold the child's own zombie the whole system is looked at.
    private bool HasChildren()
    {
        var children = ChildProcess.All();
        return !children.Contains(childPid) || children.Count > 1;
    }

    private bool AwaitChange()
    {
        var hurry = false;
        _ = Poller.WaitReadable(signals, LookAgainAfter);
        while (SignalDescriptor.TryTake(signals) is { } signal) hurry |= ProcessSignals.Ends.Contains(signal.Number);
        return hurry;
    }

    // Null when surely none is left; empty where a child of ours has ended, which may have left one that is younger than this list of /proc.
    private List<ProcessStat>? Find()
    {
        var all = ProcessStat.All();
        var below = ProcessTree.Below([Environment.ProcessId], all);
        var outliving = below.Where(process => Outliving.Contains(NameOf(process.Pid))).Select(process => process.Pid).ToHashSet();
        if (outliving.Count > 0) below = ProcessTree.Below([Environment.ProcessId], [.. all.Where(process => !outliving.Contains(process.Pid))]);
        var ended = all.FindAll(process => process.HasEnded && process.Parent == Environment.ProcessId && process.Pid != childPid);
        foreach (var process in ended) _ = ChildProcess.Reap(process.Pid);
        return below.Count == 0 && ended.Count == 0 ? null : below;
    }

    // The name of the program's file, which a process cannot choose as it can its arguments; of one that was replaced meanwhile the system says so behind it.
    private static string NameOf(int pid) =>
        Path.GetFileName(new FileInfo($"/proc/{pid}/exe").LinkTarget?.Replace(" (deleted)", "", StringComparison.Ordinal) ?? "");
}
