using AgentExec.Actors;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Host;

/// <summary>Ends the host when its root is gone: the directory was removed, or another one has its name.</summary>
internal sealed class RootWatchActor(string lockPath, TimeSpan interval, Action<string> stop) : UntypedActor, IWithTimers
{
    private readonly ulong? _inode = FileOwner.TryRead(lockPath, followLink: false)?.Inode;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string lockPath, TimeSpan interval, Action<string> stop) => ActorProps.Of(() => new RootWatchActor(lockPath, interval, stop));

    protected override void PreStart() => Timers.StartPeriodicTimer("look", new Look(), interval);

    protected override void OnReceive(object message)
    {
        if (message is not Look) Unhandled(message);
        else if (FileOwner.TryRead(lockPath, followLink: false)?.Inode != _inode) stop("its root is gone");
    }

    private sealed record Look;
}
