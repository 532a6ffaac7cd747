using AgentExec.Actors.Storage;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Registry.GcProtocol;

namespace AgentExec.Actors.Registry;

/// <summary>
/// Carries <c>gc</c> out, one request after the other, each on a thread of its own: removing thousands of directories keeps no thread from the jobs. At its
/// start it removes what a host that died in the middle has left.
/// </summary>
public sealed class GcActor(IJobStore store, TimeProvider time) : UntypedActor, IWithUnboundedStash
{
    private readonly GcSweep _sweep = new(store, time);
    private bool _busy;

    public IStash Stash { get; set; } = null!;

    public static Props Props(IJobStore store, TimeProvider time) => ActorProps.Of(() => new GcActor(store, time));

    protected override void PreStart() => Self.Tell(new RemoveLeftovers());

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Done done: OnDone(done); break;
            case RemoveLeftovers or Sweep when _busy: Stash.Stash(); break;
            case RemoveLeftovers: Begin(ActorRefs.Nobody, LeftoversRemoved); break;
            // Nothing may be removed after its asker was told that it failed.
            case Sweep late when late.Request.IsOver(BootClock.Now): Context.GetLogger().Warning("gc came too late and was dropped"); break;
            case Sweep sweep: Begin(Sender, () => Carry(sweep)); break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(IActorRef asker, Func<Reply?> work)
    {
        _busy = true;
        Task.Factory.StartNew(() => new Done(asker, work()), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .PipeTo(Self, failure: error => new Done(asker, null, error));
    }

    private void OnDone(Done done)
    {
        _busy = false;
        if (done.Error is not null) Context.GetLogger().Error(done.Error, "gc failed");
        if (done.Reply is not null) done.Asker.Tell(done.Reply);
        Stash.UnstashAll();
    }

    private Reply Carry(Sweep sweep)
    {
        try
        {
            return _sweep.Go(sweep.Request, sweep.Busy.Contains, sweep.Entries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ErrorReply(ErrorDetail.Internal($"gc: {error.Message}", error)) { RequestId = sweep.Request.RequestId };
        }
    }

    private Reply? LeftoversRemoved()
    {
        store.EmptyTrash();
        store.SweepRequests();
        return null;
    }

    private sealed record RemoveLeftovers;

    private sealed record Done(IActorRef Asker, Reply? Reply, Exception? Error = null);
}
