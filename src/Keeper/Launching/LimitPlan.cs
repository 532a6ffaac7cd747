using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>How the command gets the soft limits of its caller, as far as the keeper's hard ones allow.</summary>
/// <param name="Inherited">Those that the keeper has itself for the moment of the spawn.</param>
/// <param name="Afterwards">Those that are set for the command when it has been started.</param>
internal sealed record LimitPlan(IReadOnlyList<LimitChange> Inherited, IReadOnlyList<LimitChange> Afterwards)
{
    // Above every number that a keeper has given to a file before its command runs.
    private const ulong EnoughFiles = 64;

    /// <param name="order">What is known of the caller.</param>
    /// <param name="own">The keeper's limits by their numbers, null where the system does not tell.</param>
    /// <param name="crowded">Whether a spawn has failed for want of processes: a limit on them may have been the reason.</param>
    public static LimitPlan Of(LaunchOrder order, IReadOnlyList<ResourceLimit?> own, bool crowded)
    {
        List<LimitChange> inherited = [], afterwards = [];
        for (var resource = 0; resource < own.Count; resource++)
        {
            if (own[resource] is not { } mine || Wanted(order, resource) is not { } wanted) continue;
            var change = new LimitChange(resource, mine, Math.Min(wanted, mine.Hard));
            if (change.Soft != mine.Soft) (IsHarmless(change, crowded) ? inherited : afterwards).Add(change);
        }

        return new LimitPlan(inherited, afterwards);
    }

    // A runtime reserves more memory than most programs may have, and would be refused the page that it needs in that moment. posix_spawn(3) refuses
    // descriptors at or above the limit, and those that it is to hand over have numbers of the keeper's.
    private static bool IsHarmless(LimitChange change, bool crowded) => change.Soft > change.Own.Soft || change.Resource switch
    {
        ResourceLimit.AddressSpace or ResourceLimit.Data => false,
        ResourceLimit.OpenFiles => change.Soft >= EnoughFiles,
        ResourceLimit.ProcessCount => !crowded,
        _ => true,
    };

    // The one that a host of any release sends comes first.
    private static ulong? Wanted(LaunchOrder order, int resource) =>
        resource == ResourceLimit.OpenFiles && order.OpenFilesLimit > 0 ? order.OpenFilesLimit
        : resource < order.Limits.Soft.Count ? order.Limits.Soft[resource]
        : null;
}

/// <summary>One limit that the command shall not have from the keeper.</summary>
/// <param name="Resource">Which.</param>
/// <param name="Own">The keeper's.</param>
/// <param name="Soft">The command's soft one, at most the keeper's hard one.</param>
internal readonly record struct LimitChange(int Resource, ResourceLimit Own, ulong Soft)
{
    /// <summary>For a process; 0 is the keeper itself. What the system refuses, as for a program that runs as another user, stays.</summary>
    public void Apply(int pid = 0) => _ = ResourceLimit.TrySet(Resource, Own with { Soft = Soft }, pid);

    public void TakeBack() => _ = ResourceLimit.TrySet(Resource, Own);
}
