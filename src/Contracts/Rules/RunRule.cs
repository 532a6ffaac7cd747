using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;

namespace AgentExec.Contracts.Rules;

/// <summary>What may be run, whoever asks. A client asks before it connects, a host for every request: a peer need not be a client.</summary>
public static class RunRule
{
    /// <summary>How many bytes of stdin fit into a request beside a large environment.</summary>
    public const int MostStdinBytes = 2 * 1024 * 1024;

    private const int MostUmask = 0x1FF /* 0777 */;

    /// <summary>The first field that breaks a rule; null when it may be run.</summary>
    public static Breach? Refusal(RunRequest run) => OfIdentity(run) ?? OfCommand(run) ?? OfPlaces(run) ?? OfVariables(run) ?? OfTimes(run) ?? OfLimits(run) ?? OfInput(run);

    private static Breach? OfIdentity(RunRequest run)
    {
        if (!JobId.TryParse(run.JobId, out _)) return new Breach("job_id", "must be a new job's id, 26 characters of a ULID");
        if (run.RequestKey is { } key && RequestKey.Refusal(key) is { } wrong) return new Breach("request_key", wrong);
        return OfTags(run.Tags);
    }

    /// <summary>Tags of a job.</summary>
    public static Breach? OfTags(IReadOnlyList<string> tags) =>
        tags.FirstOrDefault(tag => !Tag.IsValid(tag)) is { } wrong ? new Breach("tags", $"must have {Tag.Form}: {Shown(wrong)} is no tag") : null;

    /// <summary>Patterns that select tags.</summary>
    public static Breach? OfTagPatterns(IReadOnlyList<string> patterns) =>
        patterns.FirstOrDefault(tag => !Tag.IsValidPattern(tag)) is { } wrong ? new Breach("tags", $"must have tags, or a tag and '.*': {Shown(wrong)} is none") : null;

    // An empty word is one: the shell runs nothing, or says that it finds no such program.
    private static Breach? OfCommand(RunRequest run)
    {
        if (run.Command.Count == 0) return new Breach("command", "must have at least one word");
        if (run.ShellWrapper.Count == 0) return new Breach("shell_wrapper", "must have at least one word");
        return TextRule.OfEach("command", run.Command) ?? TextRule.OfEach("shell_wrapper", run.ShellWrapper) ?? TextRule.Of("notify_command", run.NotifyCommand);
    }

    private static Breach? OfPlaces(RunRequest run) =>
        TextRule.OfPath("cwd", run.Cwd) ?? TextRule.OfPath("caller_directory", run.CallerDirectory) ?? TextRule.OfPath("log_path", run.LogPath)
        ?? TextRule.OfPath("stdin_path", run.StdinPath) ?? TextRule.Of("notify_file", run.NotifyFile) ?? TextRule.Of("root", run.Root);

    // A text without an equals sign is a variable without a value (contract A9.4.3).
    private static Breach? OfVariables(RunRequest run) =>
        TextRule.OfEach("env", run.Env) ?? TextRule.OfEach("env_files", run.EnvFiles.Select(static file => file.Text));

    private static Breach? OfTimes(RunRequest run) =>
        NumberRule.Time("timeout_ms", run.TimeoutMs) ?? NumberRule.Time("kill_after_ms", run.KillAfterMs) ?? NumberRule.Time("progress_every_ms", run.ProgressEveryMs)
        ?? NumberRule.Time("notify_timeout_ms", run.NotifyTimeoutMs, least: 1) ?? NumberRule.Between("observe_ms", run.ObserveMs, 0, WaitRequest.LongestWaitMs);

    private static Breach? OfLimits(RunRequest run) =>
        NumberRule.AtLeast("log_max_bytes", run.LogMaxBytes, 0) ?? NumberRule.Between("umask", run.Umask, 0, MostUmask)
        ?? NumberRule.Between("niceness", run.Niceness, CallerLimits.LeastNice, CallerLimits.MostNice)
        ?? NumberRule.Between("oom_score_adj", run.OomScoreAdj, -CallerLimits.MostOomScore, CallerLimits.MostOomScore)
        ?? (run.ResourceLimits.Count > CallerLimits.MostSoft ? new Breach("resource_limits", $"must be at most {CallerLimits.MostSoft}") : null);

    private static Breach? OfInput(RunRequest run)
    {
        if (run.Terminal is { IsPossible: false }) return new Breach("terminal", $"must have 1 to {TerminalSize.Most} columns and rows");
        if (run.StdinBytes?.Length > MostStdinBytes) return new Breach("stdin_bytes", $"must be at most {MostStdinBytes} bytes");
        return run.Stdin switch
        {
            StdinKind.File when run.StdinPath is null => new Breach("stdin_path", "must name the file to read"),
            StdinKind.File when run.Terminal is not null => new Breach("stdin_path", "must be absent with a terminal, which reads what is typed"),
            StdinKind.File when run.StdinBytes is not null => new Breach("stdin_path", "must be absent with stdin_bytes"),
            StdinKind.Bytes when run.StdinBytes is null => new Breach("stdin_bytes", "must have the bytes to read"),
            _ => null,
        };
    }

    private static string Shown(string text) => $"'{(text.Length <= 80 ? text : text[..80] + "…")}'";
}
