using AgentExec.Actors.Notifications;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using Akka.Actor;
using static AgentExec.Actors.Notifications.NotifierProtocol;

namespace AgentExec.Actors.Tests.Notifications;

public sealed class WatchRuleTests
{
    [Theory]
    [InlineData(Until.Recorded, null, false, false)]
    [InlineData(Until.Recorded, null, true, false)]
    [InlineData(Until.Ended, null, true, false)]
    [InlineData(Until.Recorded, JobStatus.Running, false, true)]
    [InlineData(Until.Ended, JobStatus.Running, false, false)]
    [InlineData(Until.Ended, JobStatus.Running, true, true)]
    [InlineData(Until.Ended, JobStatus.Exited, false, true)]
    [InlineData(Until.Ended, JobStatus.Failed, false, true)]
    [InlineData(Until.Recorded, JobStatus.Killed, false, true)]
    public void Should_answer(Until until, JobStatus? status, bool patienceOver, bool due) => Assert.Equal(
        due, WatchRule.IsDue(new Watch("q", ActorRefs.Nobody, until, TimeSpan.Zero), status is { } known ? States.Of("i", known) : null, patienceOver));
}
