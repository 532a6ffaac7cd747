namespace AgentExec.Posix;

/// <summary>Who descends from whom, in one reading of <c>/proc</c>.</summary>
public static class ProcessTree
{
    /// <summary>All descendants of these processes among those given, not they themselves. One that has ended is looked through and not named.</summary>
    public static List<ProcessStat> Below(IEnumerable<int> ancestors, IReadOnlyCollection<ProcessStat> all) => Below(ancestors, ByParent(all));

    /// <summary>One reading for many questions: <see cref="Below(IEnumerable{int}, ILookup{int, ProcessStat})"/> then costs what it finds.</summary>
    public static ILookup<int, ProcessStat> ByParent(IReadOnlyCollection<ProcessStat> all) => all.ToLookup(process => process.Parent);

    /// <summary>The same of a reading that was sorted before.</summary>
    public static List<ProcessStat> Below(IEnumerable<int> ancestors, ILookup<int, ProcessStat> children)
    {
        var seen = new HashSet<int>(ancestors);
        var open = new Queue<int>(seen);
        var below = new List<ProcessStat>();
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children[parent])
            {
                if (!seen.Add(child.Pid)) continue;
                open.Enqueue(child.Pid);
                if (!child.HasEnded) below.Add(child);
            }
        }

        return below;
    }
}
