using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Requests;
using Akka.TestKit;

namespace AgentExec.Actors.Tests.Jobs;

/// <summary>Nothing is kept for a follower that has ended, whether or not it said good-bye.</summary>
public sealed class JobFollowerTests : ActorTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_have_output_watched_only_as_long_as_a_follower_lives_that_wants_it(bool ends)
    {
        var (job, _) = RunningJob();
        var follower = CreateTestProbe();
        job.Tell(new FollowProtocol.Follow { JobId = Requests.Id, Wants = FollowProtocol.Wants.Output }, follower);
        follower.ExpectMsg<JobReply>();
        Next<Effects.Watching>();
        // Behind the job, which hears of its end first.
        Watch(follower);
        if (ends)
        {
            Sys.Stop(follower);
            ExpectTerminated(follower);
        }

        Drain(job);
        Fail(Child(job, "process"));
        Next<Effects.Adopted>().Link.Started();
        Drain(Child(job, "process"), job);
        if (ends) Witness.ExpectNoMsg(TimeSpan.Zero);
        else Next<Effects.Watching>();
    }
}
