using System.Runtime.CompilerServices;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>
/// Starts a program with what its caller has of the kernel (fault 33): umask, limits, <c>oom_score_adj</c> and nice value. posix_spawn(3) knows none of them,
/// they are inherited: so the keeper, whose other threads rest, has the caller's for the moment of the spawn and its own again behind it. What the keeper may
/// not have is left as it is: the job runs.
/// </summary>
internal static class CallerSpawn
{
    private const int ThreadStackBytes = 256 * 1024, StackBytes = 64 * 1024;

    /// <param name="order">Who calls.</param>
    /// <param name="request">The program.</param>
    /// <param name="crowded">Whether it has failed before for want of processes.</param>
    /// <exception cref="PosixException">It could not be started; no process is left.</exception>
    public static int Spawn(LaunchOrder order, SpawnRequest request, bool crowded) =>
        order.Limits.Niceness is { } nice && nice != Niceness.Own()
            ? SpawnNice(nice, () => Inherit(order, request, crowded))
            : Inherit(order, request, crowded);

    // Whoever becomes nicer does not come back without a right. It is a thread's value on Linux, so one that is of no other use does it.
    private static int SpawnNice(int nice, Func<int> spawn)
    {
        var pid = 0;
        PosixException? refused = null;
        var thread = new Thread(Run, ThreadStackBytes);
        try
        {
            thread.Start();
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            pid = spawn();
            _ = Niceness.TrySet(nice, pid);
            return pid;
        }

        thread.Join();
        return refused is null ? pid : throw refused;

        void Run()
        {
            _ = Niceness.TrySet(nice);
            try
            {
                pid = spawn();
            }
            catch (PosixException e)
            {
                refused = e;
            }
        }
    }

    private static int Inherit(LaunchOrder order, SpawnRequest request, bool crowded)
    {
        var plan = LimitPlan.Of(order, OwnLimits(), crowded);
        var (score, ownScore) = (order.Limits.OomScoreAdj, OomScore.Own());
        // Held open: under the caller's limits nothing might be opened to take it back.
        using var scorePlace = score is not null && ownScore is not null && score != ownScore ? OomScore.TryOpen() : null;
        GrowStack();
        var umask = Processes.SetUmask((uint)order.Umask);
        int pid;
        try
        {
            if (scorePlace is not null) _ = OomScore.TrySet(scorePlace, score!.Value);
            foreach (var change in plan.Inherited) change.Apply();
            pid = Spawner.Spawn(request);
        }
        finally
        {
            foreach (var change in plan.Inherited) change.TakeBack();
            if (scorePlace is not null) _ = OomScore.TrySet(scorePlace, ownScore!.Value);
            _ = Processes.SetUmask(umask);
        }

        foreach (var change in plan.Afterwards) change.Apply(pid);
        return pid;
    }

    private static ResourceLimit?[] OwnLimits()
    {
        var own = new ResourceLimit?[ResourceLimit.Count];
        for (var resource = 0; resource < own.Length; resource++) own[resource] = ResourceLimit.TryOf(resource);
        return own;
    }

    // A stack that has grown stays so, and what is grown is not held to a limit any more: a caller with a tiny one must not cost the keeper its own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GrowStack()
    {
        Span<byte> room = stackalloc byte[StackBytes];
        room.Clear();
    }
}
