using AgentExec.Actors.Processes;
using AgentExec.Contracts.Keeping;
using static AgentExec.Actors.Processes.KeeperReach;

namespace AgentExec.Actors.Tests.Processes;

public sealed class KeeperReachTests
{
    [Theory]
    [InlineData(KeeperSign.Alive, false, false, Step.Retry)]
    [InlineData(KeeperSign.Alive, false, true, Step.Retry)]
    [InlineData(KeeperSign.Alive, true, false, Step.Retry)]
    [InlineData(KeeperSign.Ended, true, false, Step.Conclude)]
    [InlineData(KeeperSign.Ended, true, true, Step.Conclude)]
    [InlineData(KeeperSign.Ended, false, false, Step.Lost)]
    [InlineData(KeeperSign.Ended, false, true, Step.Lost)]
    [InlineData(KeeperSign.Never, false, true, Step.Foreign)]
    [InlineData(KeeperSign.Never, false, false, Step.Lost)]
    [InlineData(KeeperSign.Never, true, true, Step.Conclude)]
    public void Should_decide(KeeperSign sign, bool recorded, bool foreign, Step step) =>
        Assert.Equal(step, Decide(sign, recorded ? new ExitRecord() : null, foreign));
}
