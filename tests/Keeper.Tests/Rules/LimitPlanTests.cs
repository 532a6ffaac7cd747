using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Launching;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

/// <summary>Fault 33: which limits of its caller a command gets, and how.</summary>
public sealed class LimitPlanTests
{
    private const ulong None = ResourceLimit.Unlimited;

    // What a keeper has that nobody has held to anything but a hard limit of 500 for each.
    private static readonly ResourceLimit?[] Own = [.. Enumerable.Repeat<ResourceLimit?>(new ResourceLimit(100, 500), ResourceLimit.Count)];

    [Theory]
    // wanted, got
    [InlineData(7UL, 7UL)]
    [InlineData(0UL, 0UL)]
    [InlineData(101UL, 101UL)]
    [InlineData(501UL, 500UL)]
    [InlineData(None, 500UL)]
    public void Should_cut_a_soft_limit_to_the_hard_one_of_the_keeper(ulong wanted, ulong got)
    {
        var plan = LimitPlan.Of(Wanting(ResourceLimit.CoreSize, wanted), Own, crowded: false);
        Assert.Equal([new LimitChange(ResourceLimit.CoreSize, new ResourceLimit(100, 500), got)], plan.Inherited);
        Assert.Empty(plan.Afterwards);
    }

    [Fact]
    public void Should_change_nothing_that_is_the_same_or_not_known()
    {
        Assert.Empty(Changes(Wanting(ResourceLimit.CoreSize, 100)));
        Assert.Empty(Changes(Orders.Run("x")));
        var silent = Own.ToArray();
        silent[ResourceLimit.CoreSize] = null;
        Assert.Empty(LimitPlan.Of(Wanting(ResourceLimit.CoreSize, 7), silent, crowded: false).Inherited);
    }

    [Theory]
    // resource, wanted, crowded, whether the keeper has it for a moment
    [InlineData(ResourceLimit.AddressSpace, 99UL, false, false)]
    [InlineData(ResourceLimit.Data, 99UL, false, false)]
    [InlineData(ResourceLimit.AddressSpace, None, false, true)]
    [InlineData(ResourceLimit.Data, 101UL, true, true)]
    [InlineData(ResourceLimit.OpenFiles, 63UL, false, false)]
    [InlineData(ResourceLimit.OpenFiles, 64UL, true, true)]
    [InlineData(ResourceLimit.ProcessCount, 1UL, false, true)]
    [InlineData(ResourceLimit.ProcessCount, 1UL, true, false)]
    [InlineData(ResourceLimit.ProcessCount, 101UL, true, true)]
    [InlineData(ResourceLimit.FileSize, 0UL, true, true)]
    public void Should_have_itself_only_what_cannot_cost_the_keeper_its_life_or_the_command_its_start(int resource, ulong wanted, bool crowded, bool inherited)
    {
        var plan = LimitPlan.Of(Wanting(resource, wanted), Own, crowded);
        Assert.Equal((inherited ? 1 : 0, inherited ? 0 : 1), (plan.Inherited.Count, plan.Afterwards.Count));
    }

    [Fact]
    public void Should_take_the_limit_of_open_files_of_a_host_that_knows_no_other()
    {
        Assert.Equal((ResourceLimit.OpenFiles, 9UL), Only(Orders.Run("x") with { OpenFilesLimit = 9 }));
        Assert.Equal((ResourceLimit.OpenFiles, 9UL), Only(Wanting(ResourceLimit.OpenFiles, 9)));
        Assert.Equal((ResourceLimit.OpenFiles, 8UL), Only(Wanting(ResourceLimit.OpenFiles, 9) with { OpenFilesLimit = 8 }));
    }

    private static (int, ulong) Only(LaunchOrder order)
    {
        var change = Assert.Single(Changes(order));
        return (change.Resource, change.Soft);
    }

    private static IReadOnlyList<LimitChange> Changes(LaunchOrder order)
    {
        var plan = LimitPlan.Of(order, Own, crowded: false);
        return [.. plan.Inherited, .. plan.Afterwards];
    }

    private static LaunchOrder Wanting(int resource, ulong soft)
    {
        // As many as reach up to it; of the others it wants what is there.
        var limits = Enumerable.Repeat(100UL, resource + 1).ToArray();
        limits[resource] = soft;
        return Orders.Run("x") with { Limits = new CallerLimits { Soft = limits } };
    }
}
