using AgentExec.Keeper.Ending;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class DeadlineLadderTests
{
    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void Should_do_nothing_ever_without_a_timeout()
    {
        var step = new DeadlineLadder(TimeSpan.Zero, S(5)).Next(S(1e6), rootAlive: true, outputComplete: false);
        Assert.Equal((LadderAction.None, null), (step.Action, step.WakeAt));
    }

    [Fact]
    public void Should_wait_for_the_timeout() =>
        Assert.Equal((LadderAction.None, S(10)), Act(new DeadlineLadder(S(10), S(5)).Next(S(9.999), true, false)));

    [Fact]
    public void Should_terminate_then_kill_after_the_grace_time()
    {
        var first = new DeadlineLadder(S(10), S(5)).Next(S(10.5), true, false);
        Assert.Equal((LadderAction.Terminate, S(15.5)), Act(first));
        var second = first.After.Next(S(15.4), true, false);
        Assert.Equal((LadderAction.None, S(15.5)), Act(second));
        var third = second.After.Next(S(15.5), true, false);
        Assert.Equal((LadderAction.Kill, null), (third.Action, third.WakeAt));
        Assert.Equal(LadderAction.None, third.After.Next(S(99), true, false).Action);
    }

    [Fact]
    public void Should_terminate_and_kill_at_once_without_grace_time_and_only_once()
    {
        var step = new DeadlineLadder(S(10), TimeSpan.Zero).Next(S(10), true, false);
        Assert.Equal((LadderAction.TerminateAndKill, null), (step.Action, step.WakeAt));
        Assert.Equal(LadderAction.None, step.After.Next(S(11), true, false).Action);
    }

    [Fact]
    public void Should_leave_alone_what_outlives_a_root_that_ended_in_time()
    {
        var step = new DeadlineLadder(S(10), S(5)).Next(S(10), rootAlive: false, outputComplete: false);
        Assert.Equal((LadderAction.None, null), (step.Action, step.WakeAt));
    }

    [Fact]
    public void Should_kill_group_members_that_hold_the_output_after_the_root_died_of_sigterm()
    {
        var terminated = new DeadlineLadder(S(10), S(5)).Next(S(10), true, false).After;
        Assert.Equal(LadderAction.Kill, terminated.Next(S(15), rootAlive: false, outputComplete: false).Action);
    }

    [Fact]
    public void Should_not_kill_when_everything_ended_on_sigterm()
    {
        var terminated = new DeadlineLadder(S(10), S(5)).Next(S(10), true, false).After;
        var step = terminated.Next(S(10.1), rootAlive: false, outputComplete: true);
        Assert.Equal((LadderAction.None, null), (step.Action, step.WakeAt));
    }

    [Fact]
    public void Should_take_a_grace_time_beyond_the_clock_as_for_ever()
    {
        var step = new DeadlineLadder(S(1), TimeSpan.MaxValue).Next(S(2), true, false);
        Assert.Equal((LadderAction.Terminate, TimeSpan.MaxValue), Act(step));
    }

    private static (LadderAction, TimeSpan) Act(LadderStep step) => (step.Action, step.WakeAt!.Value);
}
