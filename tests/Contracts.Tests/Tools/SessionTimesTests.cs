using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Sections 3 and 4: when to ask again, how long a finished session is listed, who may see it.</summary>
public sealed class SessionTimesTests
{
    private static readonly DateTimeOffset End = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, 5_000)]
    [InlineData(0, 5_000)]
    [InlineData(1, 10_000)]
    [InlineData(2, 30_000)]
    [InlineData(3, 60_000)]
    [InlineData(4, 60_000)]
    [InlineData(int.MaxValue, 60_000)]
    public void Empty_polls_wait_longer_and_longer(int emptyPolls, int milliseconds) => Assert.Equal(milliseconds, RetryLadder.Next(emptyPolls));

    [Theory]
    [InlineData(1_800_000, 1_799_999, false)]
    [InlineData(1_800_000, 1_800_000, true)]
    [InlineData(0, 59_999, false)]
    [InlineData(-5, 60_000, true)]
    [InlineData(long.MaxValue, 10_799_999, false)]
    [InlineData(long.MaxValue, 10_800_000, true)]
    [InlineData(1_800_000, -1_000, false)]
    public void Finished_sessions_leave_the_list(long cleanupMs, long afterMs, bool isExpired) =>
        Assert.Equal(isExpired, SessionTtl.IsExpired(End, cleanupMs, End.AddMilliseconds(afterMs)));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "A", false)]
    [InlineData("a", null, false)]
    public void Who_may_see_whose(string? caller, string? session, bool maySee) => Assert.Equal(maySee, ScopeRule.MaySee(caller, session));

    [Theory]
    [InlineData(null, true)]
    [InlineData("a", true)]
    [InlineData("agent:main:main", true)]
    [InlineData("größe/1 ", false)]
    [InlineData("größe/1😀", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("a\0", false)]
    public void What_is_a_scope(string? scope, bool isOne) => Assert.Equal(isOne, ScopeRule.Refusal(scope) is null);

    [Fact]
    public void Half_a_character_is_in_no_scope() => Assert.NotNull(ScopeRule.Refusal("a\ud83d"));

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void How_long_a_scope_may_be(int length, bool isOne) => Assert.Equal(isOne, ScopeRule.Refusal(new string('s', length)) is null);
}
