using AgentExec.Keeper.Ending;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class EndingRulesTests
{
    private const int None = -1;

    /// <summary>Milliseconds now and of the root's end (−1: lives), what is known, what is to be done, when to look again (−1: no time).</summary>
    [Theory]
    [InlineData(500, None, false, Told.Nothing, false, EndingAction.Wait, None)]
    [InlineData(500, None, true, Told.Nothing, false, EndingAction.Wait, None)]
    [InlineData(500, 400, false, Told.Nothing, false, EndingAction.Wait, 650)]
    [InlineData(500, 400, true, Told.Nothing, false, EndingAction.SettleWithOutput, None)]
    [InlineData(650, 400, false, Told.Nothing, false, EndingAction.SettleWithoutOutput, None)]
    [InlineData(9999, 400, false, Told.EndWithoutOutput, false, EndingAction.Wait, None)]
    [InlineData(9999, 400, true, Told.EndWithoutOutput, false, EndingAction.SettleWithOutput, None)]
    [InlineData(9999, 400, true, Told.Everything, true, EndingAction.Wait, None)]
    [InlineData(9999, 400, true, Told.Everything, false, EndingAction.Leave, None)]
    internal void Should_settle_promptly(
        int now, int endedAt, bool outputComplete, Told told, bool recordWaits, EndingAction action, int wakeAt)
    {
        var result = EndingRules.Next(Ms(now)!.Value, Ms(endedAt), outputComplete, told, recordWaits);
        Assert.Equal((action, Ms(wakeAt)), result);
    }

    [Fact]
    public void Should_try_the_record_again_for_ever_unless_nothing_can_take_it_any_more()
    {
        var pauses = Enumerable.Range(0, 8).Select(failures => ExitRetry.After(Errno.NoSpace, failures)?.TotalMilliseconds);
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], pauses);
        Assert.Equal(5000, ExitRetry.After(Errno.ReadOnly, int.MaxValue)?.TotalMilliseconds);
        Assert.Null(ExitRetry.After(Errno.NoEntry, 0));
        Assert.NotNull(ExitRetry.After(Errno.IsDirectory, 4));
        Assert.Null(ExitRetry.After(Errno.IsDirectory, 5));
    }

    private static TimeSpan? Ms(int milliseconds) => milliseconds == None ? null : TimeSpan.FromMilliseconds(milliseconds);
}
