using AgentExec.Actors.Jobs;
using AgentExec.Actors.Registry;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace AgentExec.Actors.Tests.World;

/// <summary>Actors in a world of the test's own, where time passes only when the test says so.</summary>
public abstract class ActorTest : TestKit
{
    private const string Config =
        """
        akka {
          scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
          loglevel = OFF
          stdout-loglevel = OFF
          test.default-timeout = 30s
          test.single-expect-default = 30s
        }
        """;

    private protected static readonly JobSettings Settings = new(
        LaunchTimeout: TimeSpan.FromSeconds(10), OverdueGrace: TimeSpan.FromSeconds(2), ChildBackoffMin: TimeSpan.FromMilliseconds(100),
        ChildBackoffMax: TimeSpan.FromSeconds(5), RecoveryTimeout: TimeSpan.FromSeconds(2),
        RelaunchWindow: TimeSpan.FromSeconds(5));

    private protected ActorTest() : base(Config)
    {
        Witness = CreateTestProbe("witness");
        Parent = CreateTestProbe("parent");
        Store = new FakeStore(Witness);
        Keepers = new FakeKeepers(Witness);
        Outbox = new FakeOutbox(Witness);
        Services = new JobServices(Store, Keepers, Outbox, new FakeSinks(Witness), new Clock(this), Settings, new JobBudget(OpenFiles: 0));
    }

    private protected TestProbe Witness { get; }

    private protected TestProbe Parent { get; }

    private protected FakeStore Store { get; }

    private protected FakeKeepers Keepers { get; }

    private protected FakeOutbox Outbox { get; }

    private protected JobServices Services { get; }

    private protected TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    /// <summary>A job whose parent is <see cref="Parent"/>, which restarts it when it fails.</summary>
    private protected IActorRef NewJob() => Parent.ChildActorOf(
        JobActor.Props(Requests.Id, Services), "job", new OneForOneStrategy(_ => Directive.Restart));

    /// <summary>A job that runs and has said so.</summary>
    private protected (IActorRef Job, FakeLink Link) RunningJob(RunRequest? request = null)
    {
        var job = NewJob();
        job.Tell(request ?? Requests.Run(), TestActor);
        var link = Next<Effects.Launched>().Link;
        link.Started();
        Next<Effects.Wrote>();
        if (request is null) ExpectMsg<JobReply>();
        return (job, link);
    }

    /// <summary>The next effect of this kind.</summary>
    private protected T Next<T>() where T : Effects.IEffect => (T)Witness.FishForMessage(message => message is T, Patience.Limit);

    /// <summary>What the job says to the registry.</summary>
    private protected T Told<T>() => (T)Parent.FishForMessage(message => message is T, Patience.Limit);

    /// <summary>Returns when the actors have handled everything sent to them so far, in this order.</summary>
    private protected void Drain(params ReadOnlySpan<IActorRef> actors)
    {
        foreach (var actor in actors)
        {
            var probe = CreateTestProbe();
            actor.Tell(new Identify(0), probe);
            probe.ExpectMsg<ActorIdentity>(Patience.Limit);
        }
    }

    private protected IActorRef Child(IActorRef parent, string name)
    {
        var probe = CreateTestProbe();
        Sys.ActorSelection(parent.Path / name).Tell(new Identify(0), probe);
        return probe.ExpectMsg<ActorIdentity>(Patience.Limit).Subject;
    }

    private protected void Fail(IActorRef actor) => actor.Tell(Kill.Instance);

    // The wall clock of what is written goes with the timers.
    private sealed class Clock(ActorTest test) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => test.Scheduler.Now;
    }
}
