using AgentExec.Posix;

namespace AgentExec.Keeper.Ending;

/// <summary>
/// Signals to those that left the process group (fault 29). Whatever they did, they are descendants of the keeper: a subreaper is who orphans come to.
/// </summary>
internal static class TreeSignals
{
    // One round reaches who is there, the next those they made meanwhile. A fork bomb outruns any number of rounds.
    private const int Rounds = 50;

    /// <param name="groupId">The group, which was signalled already.</param>
    /// <param name="spared">A child that is not the job's and is left alone with all that is its; 0 for none.</param>
    /// <param name="signals">What each gets, in this order.</param>
    public static void Send(int groupId, int spared, params ReadOnlySpan<int> signals)
    {
        var reached = new HashSet<(int, long)>();
        for (var round = 0; round < Rounds; round++)
        {
            var fresh = 0;
            foreach (var process in Descendants(spared))
            {
                if (process.Group == groupId || !reached.Add((process.Pid, process.StartTicks))) continue;
                fresh++;
                foreach (var signal in signals) _ = ProcessSignals.TrySignal(process, signal);
            }

            if (fresh == 0) return;
        }
    }

    private static List<ProcessStat> Descendants(int spared)
    {
        try
        {
            return ProcessTree.Below([Environment.ProcessId], [.. ProcessStat.All().Where(process => process.Pid != spared)]);
        }
        catch (PosixException)
        {
            // No /proc, or no descriptor to read it with: the group is all that can be reached.
            return [];
        }
    }
}
