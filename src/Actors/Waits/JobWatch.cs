using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Waits;

/// <summary>One job that somebody waits for, as far as it is known.</summary>
/// <param name="target">Which.</param>
/// <param name="matcher">What is looked for in its output; null for nothing.</param>
internal sealed class JobWatch(WaitTarget target, OutputMatcher? matcher)
{
    private OutputSearch? _search;
    private Task _searching = Task.CompletedTask;
    private bool _isSearching, _moreIsThere, _isSearched;
    private MetLine? _line;

    public string JobId => target.JobId;

    /// <summary>As on disk; null when nobody has told yet.</summary>
    public JobState? State { get; set; }

    /// <summary>Why a newer one is not on disk; null when <see cref="State"/> is the newest.</summary>
    public string? Unrecorded { get; set; }

    /// <summary>Its actor, which tells of it; null when it has none.</summary>
    public IActorRef? Source { get; set; }

    public bool IsSilent { get; set; }

    /// <summary>What it was met by; stays.</summary>
    public MetBy? Met { get; private set; }

    /// <summary>Whether its output was looked at to its end once.</summary>
    public bool IsLooked { get; private set; } = matcher is null;

    /// <summary>A piece of output was searched.</summary>
    /// <param name="Job">Whose.</param>
    /// <param name="Finding">What it held.</param>
    /// <param name="Ended">Whether the job had ended before.</param>
    public sealed record Found(JobWatch Job, OutputSearch.Finding Finding, bool Ended);

    public WaitOutcome Outcome => new(State!, Met, _line, _search?.Cursor ?? target.Searched, Unrecorded);

    public void Decide(bool listens) => Met ??= WaitForRule.MetOf(new JobSight(State, _line is not null, matcher is null || _isSearched, IsSilent), listens);

    /// <summary>There may be output that was not searched.</summary>
    public void SearchOn(string directory, IActorRef self)
    {
        _moreIsThere = true;
        if (matcher is null || State is null || _isSearching || _isSearched || _line is not null) return;
        (_isSearching, _moreIsThere) = (true, false);
        var search = _search ??= new OutputSearch(directory, target.Searched ?? new(0, 0));
        var (ended, complete) = (State.IsTerminal, State is { IsTerminal: true, OutputComplete: not false });
        var task = Task.Run(() => new Found(this, Look(search, matcher, complete), ended));
        _searching = task;
        task.PipeTo(self);
    }

    public void OnFound(Found found, string directory, IActorRef self)
    {
        _isSearching = false;
        IsLooked |= found.Finding.IsAtEnd;
        if (found.Finding.Line is { } line) _line = ShownLine.Of(found.Finding.Stream, line);
        else if (found.Finding.IsAtEnd && found.Ended) _isSearched = true;
        else if (!found.Finding.IsAtEnd || _moreIsThere) SearchOn(directory, self);
    }

    // Behind all lines: who waits for a prompt would wait for the answer to it, which is the asker's to give.
    private static OutputSearch.Finding Look(OutputSearch search, OutputMatcher matcher, bool complete)
    {
        var next = search.Next(matcher, complete);
        return next is { Line: null, IsAtEnd: true } && search.Peek(matcher) is { } prompt ? prompt : next;
    }

    /// <summary>Lets go of the logs, as soon as nobody reads them.</summary>
    public void Close() => _searching.ContinueWith(_ => _search?.Dispose(), TaskContinuationOptions.ExecuteSynchronously);
}
