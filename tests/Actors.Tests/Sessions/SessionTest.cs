using System.Collections.Concurrent;
using AgentExec.Actors.Events;
using AgentExec.Actors.Jobs;
using AgentExec.Actors.Sessions;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using AgentExec.Tests.Support;
using Akka.Actor;
using Akka.TestKit;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>The sessions actor between a registry and an inbox that the test plays, over real logs.</summary>
public abstract class SessionTest : ActorTest
{
    private protected const string Id = Requests.Id, Other = "01M81M2XMPDE2MTY31S75VTQC5";

    private readonly Scratch _scratch = new();
    private int _random;

    private protected SessionTest()
    {
        Store.Root = _scratch.Path;
        Registry = CreateTestProbe("registry");
        Inbox = CreateTestProbe("inbox");
        Sessions = NewSessions();
    }

    private protected TestProbe Registry { get; }

    private protected TestProbe Inbox { get; }

    private protected IActorRef Sessions { get; set; }

    private protected bool CallerLives { get; set; } = true;

    private protected bool WaitsForInput { get; set; }

    /// <summary>Why the processes cannot be looked at.</summary>
    private protected Exception? Blindness { get; set; }

    /// <summary>Each look at the processes: of how many was asked.</summary>
    private protected ConcurrentQueue<int> Looks { get; } = new();

    protected override void AfterAll()
    {
        base.AfterAll();
        _scratch.Dispose();
    }

    /// <summary>What another host would start with.</summary>
    private protected IActorRef NewSessions() => Sys.ActorOf(SessionsActor.Props(new SessionServices(
        Services, Registry, Inbox, SessionBook.Load(_scratch.Path), most => _random++ % most, (_, _) => CallerLives, Look)));

    private protected static SessionRecord Session(string? scope = null) => new()
    {
        Name = "npm run", Command = "npm run build", Scope = scope, Input = true, YieldMs = 1000,
    };

    private protected static ExecRequest Exec(SessionRecord? session = null, string id = Id) => new()
    {
        JobId = id, CallerPid = 1, CallerStartTicks = 1,
        Run = Requests.Run() with { JobId = id, Command = ["npm run build"], Session = session ?? Session() },
    };

    private protected static JobState Running(string id = Id) => States.Of(id, JobStatus.Running) with { Pid = 7 };

    private protected JobState Ended(int code = 0, string id = Id) => States.Of(id, JobStatus.Exited) with
    {
        Pid = 7, Reason = EndReason.Exited, Result = new JobResult { ExitCode = code, DurationMs = 12 }, FinishedAt = Timestamp.Format(Scheduler.Now),
    };

    private protected string LogOf(string id, string name = JobFiles.StdoutLog)
    {
        Directory.CreateDirectory(Store.DirectoryOf(id));
        return Path.Combine(Store.DirectoryOf(id), name);
    }

    /// <summary>The job is made as the registry would, and runs; what follows it is returned.</summary>
    private protected IActorRef Begin(ExecRequest exec, string output = "")
    {
        foreach (var log in (string[])[JobFiles.StdoutLog, JobFiles.StderrLog]) File.AppendAllText(LogOf(exec.JobId, log), log == JobFiles.StdoutLog ? output : "");
        var run = Registry.FishForMessage(message => message is RunRequest run && run.JobId == exec.JobId) as RunRequest;
        Store.Metas[exec.JobId] = States.Meta(exec.JobId) with { Cwd = "/w" };
        Store.States[exec.JobId] = Running(exec.JobId);
        Store.Sessions.TryAdd(exec.JobId, run!.Session!);
        var actor = Registry.LastSender;
        actor.Tell(new JobReply(Running(exec.JobId)), Registry);
        return actor;
    }

    /// <summary>A session in the background, named by its slug.</summary>
    private protected (string Slug, IActorRef Actor) Background(string? scope = null, string id = Id, SessionRecord? session = null, string output = "")
    {
        var exec = Exec((session ?? Session(scope)) with { Background = true }, id);
        Sessions.Tell(exec, TestActor);
        Begin(exec, output);
        var running = Assert.IsType<ExecRunning>(ExpectMsg<ToolReply>().Result);
        return (running.SessionId, Follower(id));
    }

    /// <summary>Who follows the job now, as its session does.</summary>
    private protected IActorRef Follower(string id = Id)
    {
        Registry.FishForMessage(message => message is FollowProtocol.Follow follow && follow.JobId == id);
        var first = Registry.LastSender;
        // The one of the foreground goes, the session comes.
        if (Store.Sessions[id].BackgroundedAt is not null && first.Path.Name != $"session-{id}")
        {
            Registry.FishForMessage(message => message is FollowProtocol.Follow follow && follow.JobId == id);
            first = Registry.LastSender;
        }

        first.Tell(new JobReply(Store.States[id]), Registry);
        return first;
    }

    /// <summary>The job's state on disk, pushed to who follows.</summary>
    private protected void Push(IActorRef follower, JobState state)
    {
        Store.States[state.Job.Id] = state;
        follower.Tell(new JobReply(state), Registry);
    }

    private HashSet<int> Look(IReadOnlyCollection<int> pids)
    {
        Looks.Enqueue(pids.Count);
        if (Blindness is { } error) throw error;
        return WaitsForInput ? [.. pids] : [];
    }

    private protected T Ask<T>(ProcessCall call, string? scope = null) where T : ToolResult
    {
        Send(call, scope);
        return Answer<T>();
    }

    private protected ProcessRequest Send(ProcessCall call, string? scope = null)
    {
        var request = new ProcessRequest { Call = call, Scope = scope };
        Sessions.Tell(request, TestActor);
        return request;
    }

    private protected T Answer<T>() where T : ToolResult => Assert.IsType<T>(ExpectMsg<ToolReply>().Result);
}
