using System.Globalization;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tools;

/// <summary>How a command ended, in a word or two.</summary>
public static class ExitLabel
{
    /// <summary><c>exit 1</c>, <c>SIGTERM</c>, <c>timeout</c>, <c>lost</c>, <c>launch failed</c>; a missing exit code is never 0.</summary>
    public static string Of(JobState state) => state switch
    {
        { IsTerminal: false } => "running",
        { Reason: EndReason.LaunchFailed } => "launch failed",
        { Reason: EndReason.Lost } => "lost",
        { Reason: EndReason.Timeout } or { TimedOut: true } => "timeout",
        _ when Signal(state) is { } signal => signal,
        { Result.ExitCode: { } code } => "exit " + code.ToString(CultureInfo.InvariantCulture),
        _ => "failed",
    };

    /// <summary><c>SIGTERM</c>; null when no signal ended it.</summary>
    public static string? Signal(JobState state) => state switch
    {
        { SignalName: { Length: > 0 } name } => "SIG" + name,
        { Result.Signal: { Length: > 0 } number } => Signals.TryParse(number) is { } known ? "SIG" + Signals.Name(known) : "signal " + number,
        _ => null,
    };
}
