using AgentExec.Actors.Processes;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Jobs.FollowProtocol;

namespace AgentExec.Actors.Jobs;

/// <summary>The actors of this host that want to hear of a job as it goes on. They hold nothing up: a job retires though it is followed.</summary>
internal sealed class JobFollowers
{
    private readonly Dictionary<IActorRef, Follow> _followers = [];

    public bool WantOutput => _followers.Values.Any(follow => follow.Wants == Wants.Output);

    /// <summary>Tells it what is on disk, and from now on whatever comes there.</summary>
    public void Add(IActorRef follower, Follow follow, JobRecord record, IActorRef process)
    {
        if (follow.Wants == Wants.Nothing) _followers.Remove(follower);
        else _followers[follower] = follow;
        if (follow.Wants == Wants.Output) process.Tell(new ProcessProtocol.WatchOutput());
        if (follow.Wants == Wants.Nothing) return;
        if (record.WriteError is { } error && follow.AlsoUnrecorded) Tell(follower, follow, record.Known, error);
        else if (record.OnDisk is { } onDisk) Tell(follower, follow, onDisk);
    }

    /// <summary>It has ended: nothing is kept or done for it any more.</summary>
    public void Forget(IActorRef follower) => _followers.Remove(follower);

    public void HandTo(Action<IActorRef, Follow> next)
    {
        foreach (var (follower, follow) in _followers) next(follower, follow);
    }

    public void Tell(JobState state)
    {
        foreach (var (follower, follow) in _followers) Tell(follower, follow, state);
    }

    /// <summary>That disk does not say all, to those who want to know.</summary>
    public void TellUnwritten(JobRecord record)
    {
        foreach (var (follower, follow) in _followers)
            if (follow.AlsoUnrecorded)
                Tell(follower, follow, record.Known, record.WriteError);
    }

    public void Grew(string job)
    {
        foreach (var (follower, follow) in _followers)
            if (follow.Wants == Wants.Output)
                follower.Tell(new Grew(job));
    }

    /// <summary>There will be nothing to tell.</summary>
    public void Refuse(ErrorDetail error)
    {
        foreach (var (follower, follow) in _followers) follower.Tell(new ErrorReply(error) { RequestId = follow.RequestId });
        _followers.Clear();
    }

    private static void Tell(IActorRef follower, Follow follow, JobState state, string? unrecorded = null) =>
        follower.Tell(new JobReply(state, unrecorded) { RequestId = follow.RequestId });
}
