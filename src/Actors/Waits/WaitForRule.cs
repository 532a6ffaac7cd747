using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;

namespace AgentExec.Actors.Waits;

/// <summary>When somebody who waits for several jobs, or for something else than an end, is answered, and what each job is met by.</summary>
public static class WaitForRule
{
    /// <summary>What is wrong with the question; null when nothing is.</summary>
    public static ErrorDetail? Refusal(WaitForRequest request)
    {
        if (RequestRule.Refusal(request) is { } refusal) return refusal;
        return Pattern(request) is { } rule && OutputMatcher.Complaint(rule) is { } complaint
            ? new ErrorDetail(ErrorCode.InvalidPattern, $"invalid pattern '{request.UntilOutput}': {complaint}", false)
            : null;
    }

    /// <summary>What lines are looked for; null when none are.</summary>
    public static OutputMatchRule? Pattern(WaitForRequest request) =>
        request.UntilOutput is { } pattern ? new OutputMatchRule { Pattern = pattern, MatchType = OutputMatchType.Regex } : null;

    /// <summary>
    /// What a job is met by; null for nothing yet. What it has written counts for more than its end: whoever waits for a line wants to see it, and a job may end
    /// right behind it.
    /// </summary>
    public static MetBy? MetOf(JobSight job, bool listens) => job switch
    {
        { State: null } => null,
        { HasMatched: true } => MetBy.Output,
        // Not before its output was searched to the last byte.
        { State.IsTerminal: true, IsSearched: true } => MetBy.Ended,
        { State.IsTerminal: true } => null,
        _ when listens => MetBy.Port,
        { IsSilent: true } => MetBy.Silent,
        _ => null,
    };

    /// <summary>Whether it came about.</summary>
    public static bool IsMet(IReadOnlyCollection<MetBy?> jobs, bool any) => any ? jobs.Any(met => met is not null) : jobs.All(met => met is not null);

    /// <summary>
    /// Whether the asker is answered: nobody is told what was not looked at, however short its time is. The time in which that is done has an end too.
    /// </summary>
    /// <param name="jobs">What each is met by.</param>
    /// <param name="any">Whether one is enough.</param>
    /// <param name="allSeen">Whether every job's state is known.</param>
    /// <param name="allLooked">Whether everything was looked at once.</param>
    /// <param name="patience">What is left of the asker's.</param>
    public static bool IsDue(IReadOnlyCollection<MetBy?> jobs, bool any, bool allSeen, bool allLooked, Patience patience) =>
        allSeen && (IsMet(jobs, any) || patience == Patience.Gone || patience == Patience.Over && allLooked);

    /// <summary>How long somebody still waits.</summary>
    public enum Patience
    {
        Some,

        /// <summary>The asker's time is over.</summary>
        Over,

        /// <summary>And so is that in which a first look is finished.</summary>
        Gone,
    }
}

/// <summary>What is known of a job that is waited for.</summary>
/// <param name="State">As on disk; null when nobody has told yet.</param>
/// <param name="HasMatched">A line matched.</param>
/// <param name="IsSearched">All that it will ever write was searched, or nothing is looked for in it.</param>
/// <param name="IsSilent">It has written nothing for long enough.</param>
public readonly record struct JobSight(JobState? State, bool HasMatched, bool IsSearched, bool IsSilent);
