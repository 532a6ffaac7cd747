using AgentExec.Actors.Processes;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Processes;

public sealed class KeeperDeathTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 5, TimeSpan.Zero);

    [Theory]
    // It ran, or nobody knows what became of it: lost, whatever a number might say.
    [InlineData(false, null, null, null, null)]
    [InlineData(false, 0, null, null, null)]
    [InlineData(true, null, null, null, null)]
    // It had ended by itself.
    [InlineData(true, 0, 0, null, null)]
    [InlineData(true, 7 << 8, 7, null, null)]
    [InlineData(true, 255 << 8, 255, null, null)]
    [InlineData(true, 9, null, 9, null)]
    [InlineData(true, 11 | 0x80, null, 11, null)]
    // Nobody read what it wrote.
    [InlineData(true, 13, null, null, null)]
    [InlineData(true, 13 << 8, 13, null, null)]
    // Its terminal was gone.
    [InlineData(true, 1, null, null, null)]
    [InlineData(true, 1 << 8, 1, null, null)]
    public void Should_claim_only_what_was_seen(bool ended, int? raw, int? code, int? signal, string? cause)
    {
        var end = Decide(null, ended, raw, TimeSpan.FromSeconds(5), null);
        Assert.Equal((code, signal, cause), (end?.ExitCode, end?.Signal, end?.Cause));
        if (end is not null) Assert.Equal((42, 5000, 1767225605000, false), (end.Pid, end.DurationMs, end.FinishedAtUnixMs, end.OutputComplete));
    }

    [Theory]
    [InlineData(4, 15, null)]
    [InlineData(5, 15, "timeout")]
    [InlineData(6, 9, "timeout")]
    [InlineData(6, 0, null)]
    public void Should_take_a_signal_after_the_time_for_the_timeout(int seconds, int raw, string? cause) =>
        Assert.Equal(cause, Decide(null, true, raw, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(5))!.Cause);

    [Fact]
    public void Should_believe_the_keeper_first()
    {
        var told = new ExitRecord { Pid = 42, Signal = 13, Cause = "kill", OutputComplete = true, PeakMemoryBytes = 1 };
        Assert.Equal(told with { OutputComplete = false }, Decide(told, true, 0, TimeSpan.Zero, null));
        Assert.Equal(told with { OutputComplete = false }, Decide(told, false, null, TimeSpan.Zero, null));
    }

    private static ExitRecord? Decide(ExitRecord? told, bool ended, int? raw, TimeSpan ran, TimeSpan? timeout) =>
        KeeperDeath.EndOf(told, ended, raw is { } number ? new WaitStatus(number) : null, 42, ran, timeout, Now);
}
