using AgentExec.Actors;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;

namespace AgentExec.Host;

/// <summary>
/// Looks at what this host holds by name: ends the host when its root is gone or another lock has its name, and repairs what it has published when
/// somebody removed or changed it.
/// </summary>
internal sealed class RootWatchActor(PublishedFiles files, TimeSpan interval, Action<string> stop) : UntypedActor, IWithTimers
{
    private string? _lastFailure;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(PublishedFiles files, TimeSpan interval, Action<string> stop) => ActorProps.Of(() => new RootWatchActor(files, interval, stop));

    protected override void PreStart() => Timers.StartPeriodicTimer("look", new Look(), interval);

    protected override void OnReceive(object message)
    {
        if (message is not Look) Unhandled(message);
        else if (!files.IsInPlace) stop("its root is gone");
        else Repair();
    }

    private void Repair()
    {
        try
        {
            foreach (var name in files.Repair()) Context.GetLogger().Warning("{0} was removed or changed by somebody: written again", name);
            _lastFailure = null;
        }
        catch (PosixException failure)
        {
            // Tried again at the next look; said once.
            if (failure.Message != _lastFailure) Context.GetLogger().Warning("clients cannot find this host until it can write: {0}", failure.Message);
            _lastFailure = failure.Message;
        }
    }

    private sealed record Look;
}
