using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>Ends what a dead keeper left behind. Stopped first, so that nobody escapes by making children while others are killed.</summary>
internal static class OrphanStop
{
    // A family that still grows while it is being stopped is a fork bomb, of which the last rounds catch what they can.
    private const int Rounds = 10;

    public static void Run(Func<List<ProcessStat>> find)
    {
        var stopped = new HashSet<(int, long)>();
        List<ProcessStat> family = [];
        for (var round = 0; round < Rounds; round++)
        {
            family = find();
            var fresh = family.Where(process => stopped.Add((process.Pid, process.StartTicks))).ToList();
            if (fresh.Count == 0) break;
            foreach (var process in fresh) _ = ProcessSignals.TrySignal(process, Signals.Stop);
        }

        foreach (var process in family) _ = ProcessSignals.TrySignal(process, Signals.Kill);
    }
}
