using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using Watch = AgentExec.Actors.Notifications.NotifierProtocol.Watch;

namespace AgentExec.Actors.Jobs;

/// <summary>Who waits for word of a job. The notifier tells them; this list outlives it, so that another notifier can go on.</summary>
internal sealed class JobAskers
{
    private readonly Dictionary<string, Watch> _open = [];
    private readonly HashSet<string> _held = [];
    private readonly JobFollowers _followers = new();

    private bool _introduced;

    /// <summary>Who tells them. A new one knows nobody until it is introduced.</summary>
    public IActorRef Notifier
    {
        get;
        set
        {
            field = value;
            _introduced = false;
        }
    } = ActorRefs.Nobody;

    public bool AreNone => _open.Count == 0;

    /// <summary>Tell them as soon as it is so.</summary>
    public void Open(Watch watch)
    {
        _open[watch.RequestId] = watch;
        // Said twice it would be answered twice.
        if (_introduced) Notifier.Tell(watch);
    }

    /// <summary>Tell them nothing before <see cref="Release"/>: what they asked for is still to be done.</summary>
    public void Hold(Watch watch)
    {
        _open[watch.RequestId] = watch;
        _held.Add(watch.RequestId);
    }

    public void Release(string requestId)
    {
        if (_held.Remove(requestId) && _introduced) Notifier.Tell(_open[requestId]);
    }

    /// <summary>The keeper is done: nobody is held back any more, and no output comes.</summary>
    public void OutputEnded()
    {
        foreach (var requestId in _held.ToArray()) Release(requestId);
        Notifier.Tell(new NotifierProtocol.OutputEnded());
    }

    public void Answered(string requestId)
    {
        _open.Remove(requestId);
        _held.Remove(requestId);
    }

    public bool WantOutput => _followers.WantOutput;

    /// <inheritdoc cref="JobFollowers.Add"/>
    public void Follow(IActorRef follower, FollowProtocol.Follow follow, JobRecord record, IActorRef process) =>
        _followers.Add(follower, follow, record, process);

    /// <inheritdoc cref="JobFollowers.Forget"/>
    public void Forget(IActorRef follower) => _followers.Forget(follower);

    /// <summary>Has everybody ask the next actor of the job again.</summary>
    public void HandTo(IActorRef next)
    {
        foreach (var watch in _open.Values) next.Tell(watch);
        _followers.HandTo((follower, follow) => next.Tell(follow, follower));
    }

    /// <summary>The job has written.</summary>
    public void OutputGrew(string job)
    {
        Notifier.Tell(new NotifierProtocol.OutputGrew());
        _followers.Grew(job);
    }

    /// <summary>This state is on disk.</summary>
    public void Publish(JobState state)
    {
        Notifier.Tell(new NotifierProtocol.Publish(state));
        _followers.Tell(state);
    }

    /// <summary>A notifier that has just started knows neither the job on disk nor anybody who waits for word of it.</summary>
    public void Introduce(JobRecord record, bool outputEnded)
    {
        _introduced = true;
        Notifier.Tell(new NotifierProtocol.Describe(record.Meta));
        if (record.OnDisk is { } state) Notifier.Tell(new NotifierProtocol.Publish(state));
        if (record.WriteError is not null) TellUnwritten(record);
        foreach (var watch in _open.Values.Where(watch => !_held.Contains(watch.RequestId))) Notifier.Tell(watch);
        if (outputEnded) Notifier.Tell(new NotifierProtocol.OutputEnded());
    }

    /// <summary>Nobody is told what disk does not say; that it does not say all is told.</summary>
    public void TellUnwritten(JobRecord record)
    {
        Notifier.Tell(new NotifierProtocol.NotRecorded(record.Known, record.WriteError!));
        _followers.TellUnwritten(record);
    }

    /// <summary>What this one asked for cannot be done.</summary>
    public void Refuse(string requestId, ErrorDetail error)
    {
        if (!_open.Remove(requestId, out var watch)) return;
        _held.Remove(requestId);
        watch.ReplyTo.Tell(new ErrorReply(error) { RequestId = requestId });
    }

    /// <summary>There will be nothing to tell.</summary>
    public void RefuseAll(ErrorDetail error)
    {
        foreach (var watch in _open.Values) watch.ReplyTo.Tell(new ErrorReply(error) { RequestId = watch.RequestId });
        _open.Clear();
        _held.Clear();
        _followers.Refuse(error);
    }
}
