using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Rules;

namespace AgentExec.Client.Verbs;

/// <summary>What must hold of options before a request can be made of them; the request itself is held to <see cref="RequestRule"/>.</summary>
internal static class OptionRule
{
    /// <exception cref="AgentExecException"><c>invalid_request</c>, which names the field.</exception>
    // A path with a NUL cannot be made absolute.
    public static void Check(RunOptions options) => Refuse(
        TextRule.Of("cwd", options.Cwd) ?? TextRule.Of("log_path", options.LogPath) ?? TextRule.Of("stdin_path", options.StdinFile)
        ?? TextRule.OfEach("env_files", options.EnvFiles) ?? Time("snapshot_after", options.SnapshotAfter));

    /// <summary>A time that somebody waits; a negative one is not for ever, which null is.</summary>
    /// <exception cref="AgentExecException"><c>invalid_request</c>, which names the field.</exception>
    public static void CheckWait(string field, TimeSpan? time) => Refuse(Time(field, time));

    /// <exception cref="AgentExecException"><c>invalid_request</c>, which names the field.</exception>
    public static void Refuse(Breach? breach)
    {
        if (breach is not null) throw new AgentExecException(breach.ToError());
    }

    /// <summary>Whole milliseconds, up: a time too short to count is none that was meant to be for ever.</summary>
    public static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    private static Breach? Time(string field, TimeSpan? time) =>
        time < TimeSpan.Zero ? new Breach(field, "must not be negative") : null;
}
