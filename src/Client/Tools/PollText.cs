using System.Globalization;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>The text of <c>poll</c>.</summary>
internal static class PollText
{
    public static string Of(SessionOutput poll) => ToolText.Join(
        poll.DroppedBytes is { } dropped ? $"({dropped} bytes before this are missing: the log was full)" : null,
        ToolText.Shown(poll.Output, "(no new output)"),
        poll.More is true ? "There is more output already: poll again." : null,
        How(poll),
        poll.WaitingForInput is true ? Answering(poll.IdleMs) : null);

    private static string Answering(long? idleMs) =>
        $"It seems to wait for input{(idleMs is { } idle ? $" (no output for {ToolText.Time(idle)})" : "")}: answer with process write (data ending in \\n), submit or send-keys.";

    private static string? How(SessionOutput poll) => poll switch
    {
        { TimedOut: true } => "Process timed out and was killed.",
        { ExitSignal: { } signal } => $"Process was killed by {signal}.",
        { ExitCode: { } code } => $"Process exited with code {code}.",
        { ExitReason: EndReason.Lost } => $"Process was lost: {poll.Error ?? "nobody saw how it ended"}.",
        { Status: ToolStatus.Running, RetryInMs: { } retry } =>
            $"Process still running. Poll again in {(retry / 1000.0).ToString(CultureInfo.InvariantCulture)} s, or with a timeout.",
        { Status: ToolStatus.Running } => "Process still running.",
        _ => poll.Error ?? "Process ended, and its exit code is not known.",
    };
}
