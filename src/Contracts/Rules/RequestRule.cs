using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Contracts.Rules;

/// <summary>
/// What may be asked of a host, whoever asks (contract B29). Calls of the tools are not among it: what these refuse is an answer of the tool
/// (<see cref="Tools.ExecCallRule"/>, <see cref="Tools.ProcessCallRule"/>). An unknown job is none either: that is <c>job_not_found</c>.
/// </summary>
public static class RequestRule
{
    private const int LastPort = 65535;

    /// <summary>Why nothing is done; null when it may be.</summary>
    public static ErrorDetail? Refusal(Request request) => request switch
    {
        // Its own code is older than this rule.
        TagSetRequest edit => edit.Tags.FirstOrDefault(static tag => !Tag.IsValid(tag)) is { } wrong ? ErrorDetail.InvalidTag(wrong) : null,
        _ => Of(request)?.ToError(),
    };

    /// <summary>The signal of a kill.</summary>
    public static Breach? OfSignal(int signal) => NumberRule.Between("signal", signal, 1, Signals.Last);

    private static Breach? Of(Request request) => request switch
    {
        RunRequest run => RunRule.Refusal(run),
        KillRequest kill => OfSignal(kill.Signal) ?? OfWait("wait_ms", kill.WaitMs),
        WaitRequest wait => OfWait("timeout_ms", wait.TimeoutMs),
        WaitForRequest wait => Of(wait),
        NotifySetRequest edit => Of(edit),
        ListRequest list => NumberRule.AtLeast("limit", list.Limit, 0) ?? TextRule.OfPath("cwd", list.Cwd) ?? RunRule.OfTagPatterns(list.Tags),
        GcRequest gc => Of(gc),
        EventsRequest events => OfWait("wait_ms", events.WaitMs),
        _ => null,
    };

    private static Breach? OfWait(string field, int milliseconds) => NumberRule.Between(field, milliseconds, 0, WaitRequest.LongestWaitMs);

    private static Breach? Of(WaitForRequest wait)
    {
        if (wait.Jobs is not { Count: > 0 and <= WaitForRequest.MostJobs } || wait.Jobs.Any(static job => job?.JobId is null))
            return new Breach("jobs", $"must name 1 to {WaitForRequest.MostJobs} jobs, not {wait.Jobs?.Count ?? 0}");
        if (wait.Jobs.DistinctBy(job => job.JobId).Count() < wait.Jobs.Count) return new Breach("jobs", "must not name a job twice");
        return NumberRule.Time("until_silent_ms", wait.UntilSilentMs, least: 1) ?? NumberRule.Between("until_port", wait.UntilPort, 1, LastPort)
            ?? OfWait("wait_ms", wait.WaitMs);
    }

    private static Breach? Of(NotifySetRequest edit) =>
        TextRule.Of("command", edit.Command) ?? TextRule.Of("output_command", edit.OutputCommand) ?? TextRule.Of("output_file", edit.OutputFile)
        ?? NumberRule.Time("notify_timeout_ms", edit.NotifyTimeoutMs, least: 1);

    // What is compared as text must be of that form: a date in words would make everything old enough.
    private static Breach? Of(GcRequest gc) =>
        gc.Cutoff.Length > 0 && !IsTime(gc.Cutoff) ? new Breach("cutoff", "must be empty or a time as YYYY-MM-DDTHH:MM:SS")
        : gc.EndedBefore is { } edge && !IsTime(edge) ? new Breach("ended_before", "must be a time as YYYY-MM-DDTHH:MM:SS")
        : null;

    private static bool IsTime(string text) => Timestamp.TryParse(text + "Z") is not null;
}
