using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Sessions;

/// <summary>How a session is ended (exec-process §3): SIGTERM to every process of it, and three seconds later SIGKILL.</summary>
internal sealed class KillLadder(string job, IActorRef registry, ITimerScheduler timers)
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> _asked = [];
    private bool _begun;

    /// <summary>To the actor itself: the grace is over. <see cref="Finish"/> is due.</summary>
    public sealed record GraceOver;

    public void Begin()
    {
        if (_begun) return;
        _begun = true;
        Signal(Signals.Term);
        timers.StartSingleTimer("kill", new GraceOver(), Grace);
    }

    public void Finish() => Signal(Signals.Kill);

    /// <summary>Whether this answers a kill of it: the session asks for other things too.</summary>
    public bool IsAnswered(Reply reply) => _asked.Contains(reply.RequestId);

    private void Signal(int signal)
    {
        var kill = new KillRequest { JobId = job, Signal = signal, Tree = true, WaitMs = 0 };
        _asked.Add(kill.RequestId);
        registry.Tell(kill);
    }
}
