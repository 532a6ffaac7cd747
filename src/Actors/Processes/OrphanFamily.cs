using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>Which processes a job has left behind when its keeper is dead: whoever of them is still found belongs to nobody (contract B8, fault 29).</summary>
public static class OrphanFamily
{
    private const int Init = 1;

    /// <summary>What a keeper left that died before it said whom it had started: those who write where its command was to write, and all below them.</summary>
    /// <param name="keeperStartTicks">When the keeper began: nothing of its job is older.</param>
    /// <param name="all">One reading of the process table.</param>
    /// <param name="holdsOutput">Whether a process has a pipe of the job's output open.</param>
    public static List<ProcessStat> OfKeeper(long keeperStartTicks, IReadOnlyCollection<ProcessStat> all, Func<int, bool> holdsOutput)
    {
        var later = all.Where(process => process.StartTicks >= keeperStartTicks && process.Pid != Environment.ProcessId && !process.HasEnded).ToList();
        var kin = later.Where(process => holdsOutput(process.Pid)).ToList();
        return [.. kin.Concat(ProcessTree.Below(kin.Select(process => process.Pid), later)).DistinctBy(process => process.Pid)];
    }

    /// <param name="root">The job's root process as it was recorded.</param>
    /// <param name="all">One reading of the process table.</param>
    /// <param name="holdsOutput">Whether a process has a pipe of the job's output open.</param>
    public static List<ProcessStat> Of(ProcessIdentity root, IReadOnlyCollection<ProcessStat> all, Func<int, bool> holdsOutput)
    {
        // Nothing of a job is older than its root. A number that was given to somebody else tells nothing any more (fault 8).
        var later = all.Where(process => process.StartTicks >= root.StartTicks && process.Pid != Environment.ProcessId).ToList();
        var passedOn = all.Any(process => process.Pid == root.Pid && process.StartTicks != root.StartTicks);
        var kin = passedOn ? [] : later.Where(process => process.Pid == root.Pid || process.Session == root.Pid || process.Group == root.Pid).ToList();
        // Where the dead keeper's other children went too. One that holds the pipe and hangs elsewhere was handed it: a service, not a part of the job.
        var reaper = kin.Find(process => process.Pid == root.Pid) is { Pid: > 0 } found ? found.Parent : Init;
        kin.AddRange(later.Where(process => process.Parent == reaper && !process.HasEnded && holdsOutput(process.Pid)));
        var below = ProcessTree.Below(kin.Select(process => process.Pid), later);
        return [.. kin.Concat(below).Where(process => !process.HasEnded).DistinctBy(process => process.Pid)];
    }
}
