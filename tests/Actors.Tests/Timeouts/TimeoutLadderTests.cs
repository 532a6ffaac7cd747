using AgentExec.Actors.Timeouts;
using static AgentExec.Actors.Timeouts.TimeoutLadder.Step;

namespace AgentExec.Actors.Tests.Timeouts;

public sealed class TimeoutLadderTests
{
    [Theory]
    [InlineData(10, 5, 2, 17, 19)]
    [InlineData(10, 0, 2, 12, 14)]
    [InlineData(-1, 0, 2, 1, 3)]
    [InlineData(-3, 0, 2, 0, 1)]
    [InlineData(-100, 5, 2, 0, 0)]
    public void Should_step_in_behind_the_keeper(int remaining, int killAfter, int grace, int ask, int kill) => Assert.Equal(
        [(S(ask), AskKeeper), (S(kill), KillDirectly)], TimeoutLadder.Plan(S(remaining), S(killAfter), S(grace)));

    [Fact]
    public void Should_count_from_the_start_of_the_process() =>
        Assert.Equal((S(7), S(-3)), (TimeoutLadder.Remaining(S(10), S(100), S(103), S(0)), TimeoutLadder.Remaining(S(10), S(100), S(113), S(0))));

    [Fact]
    public void Should_never_be_early_after_the_machine_slept() => Assert.Equal(S(57), TimeoutLadder.Remaining(S(10), S(100), S(103), S(50)));

    private static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
