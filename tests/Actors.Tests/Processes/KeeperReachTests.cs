using AgentExec.Actors.Processes;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
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

    [Fact]
    public void Should_not_wait_for_the_lock_of_a_keeper_that_has_recorded_everything() =>
        Assert.Equal(Step.Conclude, Decide(KeeperSign.Alive, new ExitRecord { OutputComplete = true }, foreign: false, hasRun: true));

    [Theory]
    [InlineData(7, JobStatus.Running, false, true)]
    [InlineData(7, JobStatus.Running, true, false)]
    [InlineData(8, JobStatus.Running, false, false)]
    [InlineData(8, JobStatus.Exited, false, true)]
    public void Should_believe_a_record_of_the_recorded_process_when_it_has_ended(int pid, JobStatus status, bool rootAlive, bool isBelieved)
    {
        var record = new ExitRecord { Pid = pid };
        Assert.Equal(isBelieved ? record : null, Believe(record, States.Of(Requests.Id, status) with { Pid = 7 }, rootAlive));
        Assert.Equal(record, Believe(record, States.Of(Requests.Id, status), rootAlive));
    }
}
