using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Actors.Notifications;

/// <summary>The two children of a notifier that tell the world outside, and whether they are done.</summary>
internal sealed class Deliveries(string job, JobServices services, IActorContext context)
{
    private JobMeta? _meta;
    private JobState? _state;
    private IActorRef? _completion, _search;
    private bool _described, _outputEnded, _endTold, _outputSearched, _closed, _sawIt;

    public void Describe(JobMeta? meta)
    {
        var isFirst = !_described;
        (_meta, _described) = (meta, true);
        // The first description says what is still to be searched, also when the end of the output was heard of before it. Later there is nothing left.
        if (_search is null && meta?.Notification?.OnOutputMatch is not null && (isFirst || !_outputEnded)) StartSearch(meta);
        _search?.Tell(new OutputMatchActor.Configure(meta?.Notification));
        if (isFirst && _outputEnded) FinishSearch();
        GoOn();
    }

    public void OutputGrew() => _search?.Tell(new OutputMatchActor.Grew());

    /// <summary>Nothing more will be written.</summary>
    public void OutputEnded()
    {
        _outputEnded = true;
        if (!_described) return;
        FinishSearch();
        GoOn();
    }

    /// <summary>The job's state on disk.</summary>
    public void Publish(JobState state)
    {
        _sawIt |= !state.IsTerminal;
        _state ??= state.IsTerminal ? state : null;
        GoOn();
    }

    public void EndTold()
    {
        _endTold = true;
        GoOn();
    }

    public void OutputSearched()
    {
        _outputSearched = true;
        GoOn();
    }

    private void GoOn()
    {
        if (!_described || _state is null) return;
        TellEnd();
        if (!_endTold || !_outputEnded || !_outputSearched || _closed) return;
        _closed = true;
        KillPoint.Reach(KillPoints.Host.Delivered);
        services.Outbox.Close(job);
        KillPoint.Reach(KillPoints.Host.CallerForgotten);
        context.Parent.Tell(new NotifierProtocol.AllDelivered());
    }

    // Who is told is what is configured at the end (A20.1); a later change runs nothing.
    private void TellEnd()
    {
        if (_endTold || _completion is not null) return;
        if (_meta?.Notification is not { WantsCompletion: true } || services.Outbox.ReadCaller(job) is { EndIsOver: true })
        {
            _endTold = true;
            return;
        }

        _completion = context.ActorOf(CompletionActor.Props(services), "completion");
        _completion.Tell(new CompletionActor.Deliver(_meta, _state!, _sawIt));
    }

    private void FinishSearch()
    {
        if (_search is null) _outputSearched = true;
        else _search.Tell(new OutputMatchActor.Complete());
    }

    private void StartSearch(JobMeta meta) => _search = context.ActorOf(OutputMatchActor.Props(meta, services), "search");
}
