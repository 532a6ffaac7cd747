using AgentExec.Actors.Sessions.Output;

namespace AgentExec.Actors.Tests.Sessions.Output;

/// <summary>Section 3, <c>log</c>.</summary>
public sealed class LogWindowRuleTests
{
    [Theory]
    [InlineData(null, 10L, 1000, 990, 10, false)]
    [InlineData(null, 10L, 5, 0, 5, false)]
    [InlineData(null, 0L, 5, 5, 0, false)]
    [InlineData(null, -3L, 5, 5, 0, false)]
    [InlineData(null, long.MaxValue, 5, 0, 5, false)]
    [InlineData(990L, null, 1000, 990, 10, false)]
    [InlineData(0L, null, 1000, 0, 1000, false)]
    [InlineData(10L, 20L, 1000, 10, 20, false)]
    [InlineData(990L, 20L, 1000, 990, 10, false)]
    [InlineData(1000L, null, 1000, 1000, 0, false)]
    [InlineData(5000L, 10L, 1000, 1000, 0, false)]
    [InlineData(-1L, 2L, 1000, 0, 2, false)]
    [InlineData(null, null, 1000, 800, 200, true)]
    [InlineData(null, null, 201, 1, 200, true)]
    [InlineData(null, null, 200, 0, 200, false)]
    [InlineData(null, null, 0, 0, 0, false)]
    public void Limit_offset_both_or_neither(long? offset, long? limit, long total, long first, long count, bool hasMore) =>
        Assert.Equal(new LogWindowRule.Window(first, count, hasMore), LogWindowRule.Of(offset, limit, total));

    [Fact]
    public void The_hint_says_how_many_there_are() => Assert.Contains("200 of 1000 lines", LogWindowRule.Hint(200, 1000), StringComparison.Ordinal);
}
