using AgentExec.Actors.Processes;
using AgentExec.Contracts.Keeping;
using static AgentExec.Actors.Processes.KeeperReach;

namespace AgentExec.Actors.Tests.Processes;

public sealed class KeeperReachTests
{
    [Theory]
    [InlineData(KeeperSign.Alive, false, false, true, Step.Retry)]
    [InlineData(KeeperSign.Alive, false, true, true, Step.Retry)]
    [InlineData(KeeperSign.Alive, true, false, false, Step.Retry)]
    [InlineData(KeeperSign.Ended, true, false, true, Step.Conclude)]
    [InlineData(KeeperSign.Ended, true, true, true, Step.Conclude)]
    [InlineData(KeeperSign.Ended, false, false, false, Step.Lost)]
    [InlineData(KeeperSign.Ended, false, true, true, Step.Lost)]
    [InlineData(KeeperSign.Never, false, true, true, Step.Foreign)]
    [InlineData(KeeperSign.Never, false, false, false, Step.Unstarted)]
    [InlineData(KeeperSign.Never, false, false, true, Step.Lost)]
    [InlineData(KeeperSign.Never, true, true, true, Step.Conclude)]
    [InlineData(KeeperSign.NeverOrdered, false, false, false, Step.Unstarted)]
    [InlineData(KeeperSign.NeverOrdered, false, false, true, Step.Lost)]
    [InlineData(KeeperSign.NeverOrdered, true, false, false, Step.Conclude)]
    public void Should_decide(KeeperSign sign, bool recorded, bool foreign, bool hasRun, Step step) =>
        Assert.Equal(step, Decide(sign, recorded ? new ExitRecord() : null, foreign, hasRun));
}
