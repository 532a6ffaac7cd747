using AgentExec.Keeper.Launching;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class SmallRulesTests
{
    [Theory]
    [InlineData(null, -1)]
    [InlineData(10_000L, 1)]
    [InlineData(10_001L, 2)]
    [InlineData(1L, 1)]
    [InlineData(0L, 0)]
    [InlineData(-5L, 0)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void Should_wait_in_poll_until_the_time_has_come(long? ticks, int expected) =>
        Assert.Equal(expected, PollTimeout.Milliseconds(TimeSpan.Zero, ticks is { } t ? new TimeSpan(t) : null));

    [Fact]
    public void Should_retry_a_spawn_only_for_a_shortage_and_only_a_few_times()
    {
        Assert.Equal([20, 40, 80, 160, 320, null], Enumerable.Range(0, 6).Select(attempt => SpawnRetry.After(Errno.Again, attempt)?.TotalMilliseconds));
        foreach (var shortage in (int[])[Errno.OutOfMemory, Errno.ProcessDescriptors, Errno.SystemDescriptors]) Assert.NotNull(SpawnRetry.After(shortage, 0));
        Assert.Null(SpawnRetry.After(Errno.OutOfMemory, 5));
        Assert.Null(SpawnRetry.After(Errno.NoEntry, 0));
    }
}
