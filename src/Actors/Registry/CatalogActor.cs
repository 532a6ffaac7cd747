using AgentExec.Actors.Storage;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using static AgentExec.Actors.Registry.GcProtocol;

namespace AgentExec.Actors.Registry;

/// <summary>
/// Answers <c>list</c> beside the registry, so that reading ten thousand directories delays no job, and tells <see cref="GcActor"/> what there is. The pages
/// of one answer are cut from one reading of the root, which is forgotten when nobody goes on with it.
/// </summary>
public sealed class CatalogActor(IJobStore store, TimeProvider time) : UntypedActor, IWithTimers
{
    /// <summary>How long a reading waits for its next page: far longer than a client that lives needs.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(10);

    private const int MostKept = 8;

    private readonly JobCatalog _catalog = new(store);
    private readonly Snapshots<Listing> _listings = new(MostKept);
    private readonly Snapshots<CatalogView> _views = new(MostKept);
    private IActorRef _gc = ActorRefs.Nobody;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IJobStore store, TimeProvider time) => ActorProps.Of(() => new CatalogActor(store, time));

    protected override void PreStart() => _gc = Context.ActorOf(GcActor.Props(store, time), "gc");

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ListRequest list: TryRead(list, () => Sender.Tell(PageOf(list))); break;
            case Collect collect: TryRead(collect.Request, () => _gc.Forward(SweepFor(collect))); break;
            case Forget: OnForget(); break;
            default: Unhandled(message); break;
        }
    }

    private ListReply PageOf(ListRequest request)
    {
        var known = _listings.Find(request.After?.Snapshot);
        var listing = known ?? ListQuery.Select(request, _catalog.Read());
        var page = ListQuery.Page(request, listing);
        if (page.Next is null)
        {
            _listings.Forget(request.After?.Snapshot);
            return page;
        }

        var id = known is null ? _listings.Keep(listing) : request.After!.Snapshot;
        ForgetLater();
        return page with { Next = page.Next with { Snapshot = id } };
    }

    private Sweep SweepFor(Collect collect)
    {
        var (request, view) = (collect.Request, _views.Find(collect.Request.After?.Snapshot));
        if (view is null)
        {
            view = _catalog.Read();
            // What is young stays, so most answers have one part; where there are more, the place says which reading it is in.
            request = request with { After = (request.After ?? new GcCursor("")) with { Snapshot = _views.Keep(view) } };
        }

        ForgetLater();
        return new Sweep(request, collect.Busy, view.ByName);
    }

    private void TryRead(Request request, Action answer)
    {
        try
        {
            answer();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Sender.Tell(new ErrorReply(ErrorDetail.Internal($"the jobs root cannot be read: {error.Message}", error)) { RequestId = request.RequestId });
        }
    }

    private void ForgetLater() => Timers.StartSingleTimer("forget", new Forget(), KeepFor);

    private void OnForget()
    {
        _listings.ForgetAll();
        _views.ForgetAll();
        // The pages of a long answer are tens of megabytes of garbage, which an idle host would keep for hours.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private sealed record Forget;
}
