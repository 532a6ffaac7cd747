using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>What a line that matched is to its sinks (contract A19).</summary>
public static class MatchPlan
{
    public static OutputMatchEvent Describe(JobMeta meta, OutputMatchRule rule, OutputMatchStream stream, LineReader.Line line) => new()
    {
        JobId = meta.Job.Id,
        Pattern = rule.Pattern,
        MatchType = rule.MatchType,
        Stream = stream,
        Line = line.Text,
        StdoutLogPath = meta.PathOf(JobFiles.StdoutLog),
        StderrLogPath = meta.PathOf(JobFiles.StderrLog),
        EndBytes = line.End,
        LineTruncated = line.Truncated ? true : null,
    };

    /// <summary>Command first.</summary>
    public static IEnumerable<(SinkType Type, string Target)> Sinks(OutputMatchRule rule)
    {
        if (rule.Command is { } command) yield return (SinkType.Command, command);
        if (rule.File is { } file) yield return (SinkType.File, file);
    }
}
