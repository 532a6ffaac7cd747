using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>The text of the three answers of <c>exec</c>.</summary>
internal static class ExecText
{
    /// <summary>What every answer about a session in the background leads to.</summary>
    public const string FollowUp = "Use process (list/poll/log/write/kill/clear/remove) for follow-up.";

    public static string Of(ExecCompleted end) => ToolText.Join(Output(end), end.ExitCode == 0 ? null : $"Command exited with code {end.ExitCode}.");

    public static string Of(ExecFailed end) => ToolText.Join(end is { ExitReason: EndReason.LaunchFailed, Aggregated: "" } ? null : Output(end), How(end));

    public static string Of(ExecRunning running) => ToolText.Join(
        $"Command still running (session {running.SessionId}, {(running.Pid is { } pid ? $"pid {pid}" : "not started yet")}). {FollowUp}",
        running.Tail.TrimEnd('\n') is { Length: > 0 } tail ? $"Output so far:\n{tail}" : null);

    // What a full disk took is not among the characters: an answer that shows all that is left is truncated too, and its warning says why.
    private static string Output(ExecEnded end)
    {
        var shown = ToolText.Shown(end.Aggregated, end is { Truncated: true } ? "(no output was kept)" : "(no output)");
        if (!end.Truncated) return shown;
        return end.Aggregated.Length < end.TotalChars
            ? $"(the last {end.Aggregated.Length} of {end.TotalChars} characters)\n{shown}"
            : $"(incomplete: {end.TotalBytes} bytes were written, and only what follows was kept)\n{shown}";
    }

    private static string How(ExecFailed end) => end switch
    {
        { TimedOut: true } => $"Command timed out after {ToolText.Time(end.DurationMs)} and was killed.",
        { Signal: { } signal } => $"Command was killed by {signal}.",
        { ExitCode: 126 } => "Command exited with code 126: it cannot be executed.",
        { ExitCode: 127 } => "Command exited with code 127: it was not found.",
        { ExitCode: { } code } => $"Command exited with code {code}.",
        { Error: { } error } => $"Command failed: {error}",
        _ => "Command failed, and nobody saw how it ended.",
    };
}
