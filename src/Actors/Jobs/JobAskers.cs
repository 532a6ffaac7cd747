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

    public IActorRef Notifier { get; set; } = ActorRefs.Nobody;

    public bool AreNone => _open.Count == 0;

    public IEnumerable<Watch> All => _open.Values;

    /// <summary>Tell them as soon as it is so.</summary>
    public void Open(Watch watch)
    {
        _open[watch.RequestId] = watch;
        Notifier.Tell(watch);
    }

    /// <summary>Tell them nothing before <see cref="Release"/>: what they asked for is still to be done.</summary>
    public void Hold(Watch watch)
    {
        _open[watch.RequestId] = watch;
        _held.Add(watch.RequestId);
    }

    public void Release(string requestId)
    {
        if (_held.Remove(requestId)) Notifier.Tell(_open[requestId]);
    }

    public void ReleaseAll()
    {
        foreach (var requestId in _held.ToArray()) Release(requestId);
    }

    public void Answered(string requestId)
    {
        _open.Remove(requestId);
        _held.Remove(requestId);
    }

    /// <summary>A notifier that has just started knows neither the job on disk nor anybody who waits for word of it.</summary>
    public void Introduce(JobRecord record, bool outputEnded)
    {
        Notifier.Tell(new NotifierProtocol.Describe(record.Meta));
        if (record.OnDisk is { } state) Notifier.Tell(new NotifierProtocol.Publish(state));
        foreach (var watch in _open.Values.Where(watch => !_held.Contains(watch.RequestId))) Notifier.Tell(watch);
        if (outputEnded) Notifier.Tell(new NotifierProtocol.OutputEnded());
    }

    /// <summary>There will be nothing to tell.</summary>
    public void RefuseAll(ErrorDetail error)
    {
        foreach (var watch in _open.Values) watch.ReplyTo.Tell(new ErrorReply(error) { RequestId = watch.RequestId });
        _open.Clear();
        _held.Clear();
    }
}
